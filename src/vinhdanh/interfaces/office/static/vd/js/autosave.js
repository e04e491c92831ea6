import { clock, drawing, on } from "./dom.js";
import { drop, putBack, store, stored } from "./kept.js";

// <form data-autosave id="…" hx-post="…" hx-trigger="autosave, submit" hx-swap="none">
// Typing rests 800 ms, then the form is sent. Until the server has answered, the words also live
// in this browser, so a lost line or a closed tab loses nothing. The answer may carry X-Version, the
// version that the form stands on from then (data-version and the field "revision"); 409 says that
// somebody else saved first, in one sentence.

const REST = 800;
// A field that is left is sent soon, yet not before the click that left it has had its turn.
const LEFT = 250;
const AGAIN = 15000;
const forms = new WeakMap();

const keyOf = (form) => `vd:draft:${location.pathname}#${form.id}`;

function state(form) {
  if (!forms.has(form)) forms.set(form, { timer: 0, edits: 0, sent: 0 });
  return forms.get(form);
}

function show(form, name, words) {
  const place = form.querySelector("[data-saved]") ?? document.querySelector(`[data-saved-for="${form.id}"]`);
  if (!place) return;
  place.dataset.state = name;
  place.replaceChildren(drawing({ saved: "done", saving: "doing", failed: "error" }[name]), ` ${words}`);
}

function send(form) {
  const now = state(form);
  clearTimeout(now.timer);
  now.sent = now.edits;
  window.htmx?.trigger(form, "autosave");
}

function edited(form, event) {
  if (event.target.type === "password" || event.target.type === "file") return;
  const now = state(form);
  now.edits += 1;
  store(keyOf(form), form);
  clearTimeout(now.timer);
  now.timer = setTimeout(() => send(form), event.type === "change" ? LEFT : REST);
}

// The form now stands on what the server has just kept; words typed meanwhile are kept for that version.
function follow(form, version) {
  if (!version) return;
  form.dataset.version = version;
  if (form.elements.revision) form.elements.revision.value = version;
  if (state(form).sent !== state(form).edits) store(keyOf(form), form);
}

function answered(form, ok, xhr) {
  const now = state(form);
  follow(form, ok && xhr?.getResponseHeader("X-Version"));
  if (xhr?.status === 409) {
    // A colleague saved first: sending again would not help, the sentence says what to do.
    show(form, "failed", xhr.responseText);
  } else if (!ok) {
    show(form, "failed", `Chưa gửi được lúc ${clock()}. Chữ đã gõ còn nguyên trên máy này và tự gửi lại.`);
    now.timer = setTimeout(() => send(form), AGAIN);
  } else if (now.sent === now.edits) {
    drop(keyOf(form));
    show(form, "saved", `Đã lưu lúc ${clock()}`);
  }
}

function restore(form) {
  const kept = stored(keyOf(form), form);
  if (!kept) return;
  putBack(form, kept);
  state(form).edits += 1;
  send(form);
}

on("input", "form[data-autosave]", edited);
on("change", "form[data-autosave]", edited);
on("htmx:beforeRequest", "form[data-autosave]", (form) => show(form, "saving", "Đang lưu…"));
on("htmx:afterRequest", "form[data-autosave]", (form, event) => answered(form, event.detail.successful, event.detail.xhr));
// An ordinary submit carries every word itself; a save beside it would be refused as out of date.
on("submit", "form[data-autosave]", (form) => clearTimeout(state(form).timer));
addEventListener("online", () => document.querySelectorAll("form[data-autosave]").forEach((form) => {
  if (localStorage.getItem(keyOf(form))) send(form);
}));
// On a shared machine nothing of the one who leaves may stay.
on("submit", "form[data-sign-out]", () => {
  for (const key of Object.keys(localStorage)) if (key.startsWith("vd:")) localStorage.removeItem(key);
});
// After htmx has set the forms up, which it does at the same event, registered earlier.
document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("form[data-autosave]").forEach(restore));
