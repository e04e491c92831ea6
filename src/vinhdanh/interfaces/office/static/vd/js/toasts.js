import { drawing, on } from "./dom.js";

function say(text, kind, href, word) {
  const place = document.getElementById("toasts");
  if (!place || !text) return;
  const toast = document.createElement("div");
  toast.className = kind === "error" ? "toast stays" : "toast";
  const words = document.createElement("p");
  words.textContent = text;
  toast.append(drawing(kind === "error" ? "error" : "done"), words);
  if (href) {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = word || "Mở";
    toast.append(link);
  }
  toast.append(document.getElementById("toast-close").content.cloneNode(true));
  place.append(toast);
}

// From the server: HX-Trigger: {"toast": {"text": "Đã giao việc.", "href": "…", "word": "Xem"}}
document.addEventListener("toast", (event) => {
  const { text, kind, href, word } = event.detail ?? {};
  say(text, kind, href, word);
});

on("click", "[data-toast-close]", (button) => button.closest(".toast").remove());
document.addEventListener("animationend", (event) => {
  if (event.animationName === "toast-life") event.target.remove();
});
