// Words of a form, kept in this browser until the server has them. Every key begins with "vd:", so that
// signing out finds them all.

const LEFT_OUT = ["password", "file", "hidden", "submit", "button"];

const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !LEFT_OUT.includes(field.type));
const ticks = (field) => field.type === "checkbox" || field.type === "radio";

/** What stands in the form, field by field: names repeat, so the order counts. */
export function words(form) {
  return fieldsOf(form).map((field) => [field.name, ticks(field) ? field.checked : field.value]);
}

export function store(key, form) {
  try {
    localStorage.setItem(key, JSON.stringify({ version: form.dataset.version ?? "", kept: words(form) }));
  } catch { /* a full or forbidden store must not stop the typing */ }
}

export function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch { /* nothing is kept where nothing may be */ }
}

/** The kept words of this version of the form, or nothing; those of an older version are dropped:
    somebody saved a newer one elsewhere, and theirs stands. */
export function stored(key, form) {
  try {
    const { version, kept } = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (kept && version === (form.dataset.version ?? "")) return kept;
  } catch { /* unreadable is as good as nothing */ }
  drop(key);
  return null;
}

function put(field, value) {
  if (ticks(field)) field.checked = value === true;
  else if (field.type !== "select-one" || [...field.options].some((o) => o.value === value)) field.value = value;
}

/** Put kept words back, the n-th of a name into the n-th field of that name; true when anything changed. */
export function putBack(form, kept) {
  const before = JSON.stringify(words(form));
  const left = fieldsOf(form);
  for (const [name, value] of kept) {
    const at = left.findIndex((field) => field.name === name);
    if (at >= 0) put(left.splice(at, 1)[0], value);
  }
  return JSON.stringify(words(form)) !== before;
}
