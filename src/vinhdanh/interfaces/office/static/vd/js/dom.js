// Helpers the other modules share. Events are delegated from the document, so fragments
// that htmx swaps in work without being set up again.

/** Call `act(element, event)` when `type` happens in an element that matches `selector`. */
export function on(type, selector, act, options) {
  document.addEventListener(type, (event) => {
    const element = event.target instanceof Element ? event.target.closest(selector) : null;
    if (element) act(element, event);
  }, options);
}

/** Now as HH:MM, for "Đã lưu lúc 10:42". */
export function clock() {
  return new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** A copy of a drawing that the page keeps in <template id="shape-…">, or nothing. */
export function drawing(name) {
  const kept = document.getElementById(`shape-${name}`);
  return kept ? kept.content.firstElementChild.cloneNode(true) : document.createTextNode("");
}

export function reducedMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
