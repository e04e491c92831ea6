import { on } from "./dom.js";

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest?.("details.menu")));

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const open = document.querySelector("details.menu[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    } else if (location.hash === "#muc-luc") {
      location.hash = "";
    }
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    const find = document.querySelector("[data-find]");
    if (find) {
      event.preventDefault();
      find.focus();
      find.select();
    }
  }
});

// A filter that applies itself; without scripts its button does the same.
on("change", "[data-submit-on-change]", (form) => form.requestSubmit());

on("click", "[data-copy]", async (button) => {
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent);
  } catch {
    // Without HTTPS browsers give no clipboard; the older way still copies what is selected.
    source.focus();
    source.select?.();
    if (!document.execCommand("copy")) return;
  }
  document.dispatchEvent(new CustomEvent("toast", { detail: { text: "Đã chép." } }));
});

on("click", "[data-print]", () => print());

// On paper nothing can be unfolded.
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details:not(.menu)")) part.open = true;
});
