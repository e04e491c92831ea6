import { on } from "./dom.js";

// Fields of a certificate dragged over the picture of its sheet. What counts are the millimetres in the
// form: dragging only writes them, and typing them moves the boxes. Without this the form does everything.

const STEP_MM = 0.5;
const millimetres = (input) => Number.parseFloat((input?.value ?? "").replace(",", "."));
const written = (value) => String(Math.max(0, Math.round(value / STEP_MM) * STEP_MM)).replace(".", ",");

function placingInputs(board, number) {
  const form = document.getElementById(board.dataset.form);
  return Object.fromEntries(["x", "y", "width", "label"].map((name) => [name, form.elements[`${name}-${number}`]]));
}

function placeBox(board, box) {
  const { x, y, width, label } = placingInputs(board, box.dataset.number);
  const [left, top, wide] = [x, y, width].map(millimetres);
  box.hidden = ![left, top, wide].every(Number.isFinite);
  box.textContent = label.value;
  box.style.left = `${(left / board.dataset.wide) * 100}%`;
  box.style.top = `${(top / board.dataset.high) * 100}%`;
  box.style.width = `${(wide / board.dataset.wide) * 100}%`;
}

function drawBoxes(board) {
  const form = document.getElementById(board.dataset.form);
  const count = Number.parseInt(form.elements.count.value, 10);
  for (let number = 0; number < count; number += 1) {
    const box = document.createElement("span");
    box.className = "placing-box";
    box.dataset.number = number;
    board.append(box);
    placeBox(board, box);
  }
  form.addEventListener("input", () => board.querySelectorAll(".placing-box").forEach((box) => placeBox(board, box)));
}

on("pointerdown", ".placing-box", (box, event) => {
  const board = box.closest("[data-placing]");
  const { x, y } = placingInputs(board, box.dataset.number);
  const from = { x: event.clientX, y: event.clientY, left: millimetres(x), top: millimetres(y) };
  const scale = board.dataset.wide / board.getBoundingClientRect().width;
  event.preventDefault();
  box.setPointerCapture(event.pointerId);
  box.onpointermove = (move) => {
    x.value = written(from.left + (move.clientX - from.x) * scale);
    y.value = written(from.top + (move.clientY - from.y) * scale);
    placeBox(board, box);
  };
  box.onpointerup = box.onpointercancel = () => { box.onpointermove = null; };
});

document.querySelectorAll("[data-placing]").forEach(drawBoxes);
