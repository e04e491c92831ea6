import { on, reducedMotion } from "./dom.js";

// data-lights="a b": the marks with these ids light up in the paper and come into view inside its
// own scroller; a click on a mark leads back to the field that was read from it.

let lit = [];

function clear() {
  for (const element of lit) element.classList.remove("lit", "is-lit");
  lit = [];
}

function scrollWithin(mark) {
  const box = mark.closest(".paper-scroll");
  if (!box) return;
  const place = mark.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  const margin = Math.min(80, frame.height / 4);
  if (place.top >= frame.top + margin && place.bottom <= frame.bottom - margin) return;
  const top = box.scrollTop + place.top - frame.top - frame.height / 3;
  box.scrollTo({ top, behavior: reducedMotion() ? "auto" : "smooth" });
}

function light(field) {
  clear();
  const marks = field.dataset.lights.split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean);
  for (const mark of marks) mark.classList.add("lit");
  field.classList.add("is-lit");
  lit = [...marks, field];
  if (marks.length) scrollWithin(marks[0]);
}

function back(mark) {
  const field = document.querySelector(`[data-lights~="${CSS.escape(mark.id)}"]`);
  if (!field) return;
  light(field);
  field.scrollIntoView({ block: "center", behavior: reducedMotion() ? "auto" : "smooth" });
  const target = field.matches("a,button,input,select,textarea,[tabindex]")
    ? field : field.querySelector("input,select,textarea,button,a");
  target?.focus({ preventScroll: true });
}

on("focusin", "[data-lights]", light);
on("click", "[data-lights]", (field, event) => {
  // The address behind a link serves those without scripts; here it would make the whole page jump.
  if (event.target.closest('a[href^="#"]')) event.preventDefault();
  light(field);
});
on("click", ".paper mark[id], .paper-page rect[id]", back);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) clear();
});
