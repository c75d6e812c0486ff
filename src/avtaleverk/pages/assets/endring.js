// The page of a difference: from change to change with buttons, or with N and F from within the text.
const bar = document.querySelector("[data-endringer]");
const text = document.querySelector(".rm-tekst");
const seen = (element) => element.checkVisibility();
const anchors = [...document.querySelectorAll(".rm-tekst [id^='endring-']")].filter((e) => !e.id.endsWith("-fra"));
let current = null;
let fromTop = false;

function step(direction) {
  const shown = anchors.filter(seen);
  if (!shown.length) return;
  const at = shown.indexOf(current);
  // A reader who has scrolled here goes on from what is on the screen, one who came by the Tab key from the top.
  const below = shown.findIndex((e) => e.getBoundingClientRect().top > 80);
  const from = at >= 0 ? at : fromTop || below < 0 ? -1 : below - (direction > 0 ? 1 : 0);
  const next = shown[(from + direction + shown.length) % shown.length];
  current = next;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
  for (const e of anchors) e.classList.toggle("rm-her", e === next);
  bar.querySelector("[data-status]").textContent =
    bar.dataset.teller.replace("{n}", shown.indexOf(next) + 1).replace("{total}", shown.length);
}

if (bar && text && anchors.length) {
  bar.hidden = false;
  for (const button of bar.querySelectorAll("button")) {
    button.addEventListener("click", () => { const here = button; step(Number(button.dataset.steg)); here.focus({ preventScroll: true }); });
  }
  // Keys of one letter work only from within the text, so that they never come in anybody's way.
  text.tabIndex = 0;
  text.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const direction = { n: 1, f: -1 }[event.key.toLowerCase()];
    if (!direction) return;
    event.preventDefault();
    step(direction);
  });
  text.addEventListener("focusin", (event) => {
    if (event.target !== text) return;
    current = null;
    fromTop = text.matches(":focus-visible");
  });
}
