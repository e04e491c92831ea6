import { on } from "./dom.js";
import { drop, putBack, store, stored } from "./kept.js";

// <form data-keep id="…"><input type="hidden" name="keep" value="note-17">…
// Nothing is sent by itself; a closed tab or a lost line loses no words: they come back when the form of
// the same key and data-version is opened again. The server says with a cookie that they are saved.

const SAVED = /(?:^|; )vd_saved=([a-z0-9_-]+)/;
const seen = new WeakSet();

const keptKey = (form) => `vd:keep:${form.elements.namedItem("keep")?.value ?? form.id}`;

function letGo() {
  const [, key] = document.cookie.match(SAVED) ?? [];
  if (!key) return;
  drop(`vd:keep:${key}`);
  document.cookie = "vd_saved=;path=/;max-age=0;samesite=lax";
}

function tellKept(form) {
  const note = document.createElement("p");
  note.className = "hint row";
  note.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small";
  button.dataset.keepDrop = "";
  button.textContent = "Bỏ chữ ấy";
  note.append("Đã lấy lại chữ gõ dở lần trước trên máy này. ", button);
  form.prepend(note);
}

function reopen(form) {
  if (seen.has(form)) return;
  seen.add(form);
  // After a refusal the server has put the words back itself.
  if (form.dataset.refused !== undefined) return store(keptKey(form), form);
  const kept = stored(keptKey(form), form);
  if (kept && putBack(form, kept)) tellKept(form);
}

function keepAll(place) {
  letGo();
  for (const form of place.querySelectorAll?.("form[data-keep]") ?? []) reopen(form);
}

on("input", "form[data-keep]", (form) => store(keptKey(form), form));
on("change", "form[data-keep]", (form) => store(keptKey(form), form));
on("click", "[data-keep-drop]", (button) => {
  const form = button.closest("form");
  drop(keptKey(form));
  form.reset();
  button.closest("[role='status']")?.remove();
});
document.addEventListener("htmx:load", (event) => keepAll(event.target));
document.addEventListener("htmx:afterRequest", letGo);
document.addEventListener("DOMContentLoaded", () => keepAll(document));
