// In an article: a claim and its words light up together; n and p go through the claims.
const notes = [...document.querySelectorAll(".note")];
const marks = [...document.querySelectorAll(".reading mark")];
const named = (mark) => mark.dataset.for.split(" ");

const switchedOff = () => { try { return localStorage.getItem("dragoman-keys-off") === "1"; } catch { return false; } };

function light(names, on) {
  for (const note of notes) if (names.includes(note.dataset.for)) note.classList.toggle("lit", on);
  for (const mark of marks) if (named(mark).some((name) => names.includes(name))) mark.classList.toggle("lit", on);
}

for (const [on, off] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  for (const note of notes) {
    note.addEventListener(on, () => light([note.dataset.for], true));
    note.addEventListener(off, () => light([note.dataset.for], false));
  }
}
for (const mark of marks) {
  mark.addEventListener("mouseover", () => light(named(mark), true));
  mark.addEventListener("mouseout", () => light(named(mark), false));
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea") || event.ctrlKey || event.altKey || event.metaKey) return;
  if (switchedOff()) return;
  if (event.key !== "n" && event.key !== "p") return;
  const at = notes.indexOf(document.activeElement.closest(".note"));
  const next = notes[at < 0 ? 0 : at + (event.key === "n" ? 1 : -1)];
  next?.querySelector("a").focus();
});
