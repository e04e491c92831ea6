import { on } from "./dom.js";

// The server draws the theme from a cookie; here the change only shows without a page load.
on("click", "[data-theme-choice]", (button, event) => {
  event.preventDefault();
  const chosen = button.value;
  document.documentElement.dataset.theme = chosen;
  document.cookie = `vd_theme=${chosen};path=/;max-age=31536000;samesite=lax`;
  for (const other of button.parentElement.querySelectorAll("[data-theme-choice]")) {
    other.setAttribute("aria-pressed", String(other === button));
  }
});
