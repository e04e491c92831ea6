import { on } from "./dom.js";

// Security keys. The form carries what the key must be asked; its answer goes into the field "credential".
// Names are long because all modules share one scope in the bundle. The browsers' own conversions
// (parseCreationOptionsFromJSON) are younger than the oldest browsers we serve.

const fromWebSafe = (text) => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};

function toWebSafe(buffer) {
  let plain = "";
  for (const byte of new Uint8Array(buffer)) plain += String.fromCharCode(byte);
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const withRawIds = (keys) => (keys ?? []).map((key) => ({ ...key, id: fromWebSafe(key.id) }));

function keyRequest(form) {
  const { publicKey } = JSON.parse(form.dataset.options);
  publicKey.challenge = fromWebSafe(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = fromWebSafe(publicKey.user.id);
  if (publicKey.excludeCredentials) publicKey.excludeCredentials = withRawIds(publicKey.excludeCredentials);
  if (publicKey.allowCredentials) publicKey.allowCredentials = withRawIds(publicKey.allowCredentials);
  return { publicKey };
}

function keyAnswer(key) {
  const { response } = key;
  const told = { clientDataJSON: toWebSafe(response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) told[part] = toWebSafe(response[part]);
  }
  if (response.getTransports) told.transports = response.getTransports();
  return JSON.stringify({
    id: key.id,
    rawId: toWebSafe(key.rawId),
    type: key.type,
    authenticatorAttachment: key.authenticatorAttachment,
    clientExtensionResults: key.getClientExtensionResults(),
    response: told,
  });
}

function keySays(form, words) {
  const place = form.querySelector("[data-key-says]");
  place.textContent = words;
  place.hidden = !words;
}

const KEY_TROUBLES = {
  InvalidStateError: "Khóa này đã có trong tài khoản rồi. Dùng khóa khác, hoặc quay lại.",
  NotAllowedError: "Chưa nhận được khóa: đã bấm bỏ qua hoặc chờ quá lâu. Bấm lại và chạm vào khóa.",
  SecurityError: "Trình duyệt không cho dùng khóa ở địa chỉ này. Mở trang bằng tên miền và https.",
};

// Before "sending": a press that only wakes the key is no form on its way.
on("submit", "form[data-key]", async (form, event) => {
  const field = form.elements.credential;
  if (field.value) return;
  event.preventDefault();
  keySays(form, "");
  if (!window.PublicKeyCredential) {
    keySays(form, "Trình duyệt này không dùng được khóa bảo mật. Hãy dùng mã sáu số từ ứng dụng.");
    return;
  }
  try {
    const key = await navigator.credentials[form.dataset.key](keyRequest(form));
    field.value = keyAnswer(key);
    form.requestSubmit();
  } catch (trouble) {
    keySays(form, KEY_TROUBLES[trouble.name] ?? "Khóa chưa trả lời được. Rút ra, cắm lại rồi thử lần nữa.");
  }
});
