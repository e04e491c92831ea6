// htmx itself is set up by <meta name="htmx-config">; here only what needs the page.

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token) event.detail.headers["X-CSRFToken"] = token.content;
});

// A failed request says so; pages that handle their own failure stop the event.
function failed(words) {
  document.dispatchEvent(new CustomEvent("toast", { detail: { text: words, kind: "error" } }));
}

const ownFailure = (event) => event.target.closest?.("[data-autosave]");

document.addEventListener("htmx:sendError", (event) => {
  if (!ownFailure(event)) failed("Mất mạng, việc vừa bấm chưa tới máy chủ. Thử lại khi có mạng.");
});

document.addEventListener("htmx:responseError", (event) => {
  if (ownFailure(event)) return;
  const { status } = event.detail.xhr;
  failed(status === 403
    ? "Phiên làm việc đã hết hoặc không có quyền. Tải lại trang rồi đăng nhập."
    : `Máy chủ chưa làm được việc này (mã ${status}). Tải lại trang rồi thử lần nữa.`);
});

// After a swap that removed the focused element, focus goes to the fragment, not to the top.
document.addEventListener("htmx:afterSettle", (event) => {
  if (document.activeElement && document.activeElement !== document.body) return;
  const place = event.target.querySelector?.("[autofocus], [data-focus]");
  place?.focus();
});

// A line along the top while a request takes longer than a blink (the delay is in the style sheet).
let waiting = 0;
function count(by) {
  waiting = Math.max(0, waiting + by);
  document.documentElement.classList.toggle("is-waiting", waiting > 0);
}
document.addEventListener("htmx:beforeRequest", () => count(1));
document.addEventListener("htmx:afterRequest", () => count(-1));
