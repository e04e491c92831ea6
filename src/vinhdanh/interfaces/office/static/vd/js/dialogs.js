import { on } from "./dom.js";

function open(dialog) {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  const first = "[autofocus], .dialog-body :is(input:not([type='hidden']), select, textarea)";
  (dialog.querySelector(first) ?? dialog.querySelector(".dialog-foot button"))?.focus();
}

// The server opens a dialog in the page for those without scripts and after a refusal; here it comes forward.
document.addEventListener("DOMContentLoaded", () => {
  const still = document.querySelector("dialog[open]");
  still?.close();
  open(still);
});

// A link keeps its page for those without scripts: <a href="/trang/" data-dialog-open="id">.
on("click", "[data-dialog-open]", (opener, event) => {
  const dialog = document.getElementById(opener.dataset.dialogOpen);
  if (!dialog || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(dialog);
});

on("click", "[data-dialog-close]", (button, event) => {
  const dialog = button.closest("dialog");
  if (!dialog) return;
  event.preventDefault();
  dialog.close();
});

// A click on the veil closes; a click that began inside (selecting text) does not.
let pressedOn = null;
document.addEventListener("pointerdown", (event) => { pressedOn = event.target; });
on("click", "dialog", (dialog, event) => {
  if (event.target === dialog && pressedOn === dialog) dialog.close();
});

// What htmx swaps into a dialog shows itself; the server closes it with HX-Trigger: closeDialog.
document.addEventListener("htmx:afterSwap", (event) => open(event.target.closest?.("dialog")));
document.addEventListener("closeDialog", () => document.querySelector("dialog[open]")?.close());
