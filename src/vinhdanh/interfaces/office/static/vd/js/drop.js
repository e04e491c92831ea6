import { on } from "./dom.js";

const MB = 1024 * 1024;

function size(bytes) {
  return bytes < MB ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / MB).toFixed(1).replace(".", ",")} MB`;
}

function tell(zone, words, bad) {
  const place = zone.querySelector("[data-drop-words]");
  place.textContent = words;
  place.classList.toggle("field-error", bad);
}

function chosen(zone, input) {
  const [file] = input.files;
  if (!file) return;
  const limit = Number(input.dataset.maxMb || 0);
  const bad = limit > 0 && file.size > limit * MB;
  if (bad) input.value = "";
  tell(zone, bad
    ? `${file.name} nặng ${size(file.size)}, quá mức ${limit} MB. Chọn tệp nhỏ hơn.`
    : `${file.name} · ${size(file.size)}`, bad);
}

for (const type of ["dragenter", "dragover"]) {
  on(type, "[data-drop]", (zone, event) => {
    event.preventDefault();
    zone.classList.add("is-over");
  });
}
for (const type of ["dragleave", "drop"]) {
  on(type, "[data-drop]", (zone) => zone.classList.remove("is-over"));
}
on("drop", "[data-drop]", (zone, event) => {
  event.preventDefault();
  const input = zone.querySelector('input[type="file"]');
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});
on("change", "[data-drop] input[type='file']", (input) => chosen(input.closest("[data-drop]"), input));

// The bar moves while htmx sends the form around the zone.
document.addEventListener("htmx:xhr:progress", (event) => {
  const bar = event.target.querySelector?.("[data-drop] progress");
  if (!bar || !event.detail.lengthComputable) return;
  bar.hidden = false;
  bar.max = event.detail.total;
  bar.value = event.detail.loaded;
});
