import { on } from "./dom.js";

// On a slow line people press twice. The second press of a form on its way is dropped, so that one task is
// not added twice; after ten seconds it may be onTheWay again, since the line may have lost the first.

const AGAIN_AFTER = 10_000;
const onTheWay = new WeakMap();

on("submit", "form", (form, event) => {
  // What opens in a window of its own leaves the page as it is, to be sent afterwards.
  const apart = event.submitter?.formTarget === "_blank";
  if (form.method !== "post" || event.defaultPrevented || apart) return;
  const now = Date.now();
  if (now - (onTheWay.get(form) ?? 0) < AGAIN_AFTER) event.preventDefault();
  else onTheWay.set(form, now);
});

// Back shows the page as it was left: its forms are free again.
addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => onTheWay.delete(form)));
