// Keys for lists and screens; they act outside of fields, without modifiers, and can be switched off (page Help).
const off = "dragoman-keys-off";
const stored = () => { try { return localStorage.getItem(off) === "1"; } catch { return false; } };
const items = () => [...document.querySelectorAll("main a.item, main .news a, main .chart a")].filter((a) => a.checkVisibility());

function step(by) {
  const list = items();
  const at = list.indexOf(document.activeElement);
  const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by];
  if (next) next.focus();
}

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, select, textarea, [contenteditable]");
  if (field || event.ctrlKey || event.altKey || event.metaKey || stored()) return;
  const chart = event.target.closest(".chart a");
  if (event.key === "/") document.getElementById("q")?.focus();
  else if (event.key === "?") location.assign("/help");
  else if (event.key === "j" || (chart && event.key === "ArrowRight")) step(1);
  else if (event.key === "k" || (chart && event.key === "ArrowLeft")) step(-1);
  else return;
  event.preventDefault();
});

const button = document.getElementById("keys-switch");
if (button) {
  const show = () => { button.textContent = stored() ? button.dataset.on : button.dataset.off; };
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    try { localStorage.setItem(off, stored() ? "0" : "1"); } catch { /* not kept */ }
    show();
  });
}
