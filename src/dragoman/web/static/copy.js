// Copy link, Copy citation; the buttons are hidden where there is no script.
for (const button of document.querySelectorAll(".copy-link, .copy-text")) {
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = button.dataset.copy ? `${button.dataset.copy} ${location.href}` : location.href;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = words; }, 1500);
    } catch {
      prompt(words, text);
    }
  });
}
