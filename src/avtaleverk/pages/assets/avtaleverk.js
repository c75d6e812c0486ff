// Everything here makes reading easier and nothing is needed to read: the pages work without it.
const texts = JSON.parse(document.body.dataset.tekster ?? "{}");
const make = (tag, props = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
};

// A page built last week must not call an expired text "in force" today.
const ICONS = {
  gjeldende: '<circle cx="10" cy="10" r="8"/><path d="m6.2 10.4 2.6 2.6 5-5.6"/>',
  historisk: '<circle cx="10" cy="10" r="8"/><path d="M10 5.4V10l3 2"/>',
  forslag: '<path d="M4 16l.8-3.6L13 4.2l2.8 2.8-8.2 8.2z"/><path d="m11.4 5.8 2.8 2.8"/>',
  utlopt: '<circle cx="10" cy="10" r="8"/><path d="M6 10h8"/>',
};
const now = new Date();
const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
function showDaysLeft() {
  for (const element of document.querySelectorAll("[data-frist]")) {
    const days = Math.round((Date.parse(element.dataset.frist) - Date.parse(today)) / 864e5);
    element.textContent = days < 0 ? texts.ute : days === 0 ? texts.siste : (days === 1 ? texts.dag : texts.dager).replace("{n}", days);
  }
}
function showStatusOfToday() {
  for (const element of document.querySelectorAll("[data-kommer]")) {
    const due = JSON.parse(element.dataset.kommer).filter((change) => change.fra <= today).at(-1);
    if (!due || !ICONS[due.tone]) continue;
    const kind = element.classList[0];
    element.className = `${kind} ${kind}--${due.tone}`;
    element.querySelector("[data-ord]").textContent = due.ord;
    element.querySelector("svg").innerHTML = ICONS[due.tone];
    const note = element.querySelector("[data-bygd-tekst]");
    if (note) note.textContent = texts.endret;
  }
}

// In long contents the entry of what is read stays in view; only the contents themselves are moved.
function keepInView(link) {
  const part = link?.closest(".innhold");
  if (!part || part.scrollHeight <= part.clientHeight) return;
  const [own, around] = [link.getBoundingClientRect(), part.getBoundingClientRect()];
  if (own.top < around.top + 48 || own.bottom > around.bottom - 48) part.scrollTop += own.top - around.top - part.clientHeight / 3;
}
// On a phone the line at the foot leads to the clauses before and after the one that is read.
function showWays(index, links) {
  for (const way of document.querySelectorAll(".leselinje [data-steg]")) {
    const to = links[(index ?? -1) + Number(way.dataset.steg)];
    way.hidden = !to;
    if (!to) continue;
    way.setAttribute("href", to.hash);
    // The number is enough to the eye; the title is read aloud as well.
    const number = to.querySelector(".innhold-nr");
    const title = to.lastChild.textContent.trim();
    way.querySelector("[data-ord]").replaceChildren(...(number ? [number.textContent, make("span", { className: "skjult", textContent: ` ${title}` })] : [title]));
  }
}

// The contents follow along, and are open where there is room for them.
function prepareContents() {
  const wide = matchMedia("(min-width: 64em)");
  // Where the stylesheet holds them open, their heading is nothing to stop at with the keyboard.
  const held = CSS.supports("selector(::details-content)");
  const fit = () => {
    for (const details of document.querySelectorAll("[data-apen-bred]")) {
      details.open = wide.matches;
      details.firstElementChild.tabIndex = wide.matches && held ? -1 : 0;
    }
  };
  fit();
  wide.addEventListener("change", fit);
  const links = new Map([...document.querySelectorAll(".innhold a")].map((a) => [a.hash.slice(1), a]));
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  if (!headings.length) return;
  const mark = () => {
    const passed = headings.filter((h) => h.getBoundingClientRect().top < 120).at(-1);
    for (const a of links.values()) a.removeAttribute("aria-current");
    if (passed) links.get(passed.id).setAttribute("aria-current", "location");
    keepInView(passed && links.get(passed.id));
    showWays(passed && headings.indexOf(passed), [...links.values()]);
  };
  // Once for each frame at most; an observer of the headings would miss a jump past them.
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  }, { passive: true });
  mark();
}

// From a clause of an old version, the way to the text in force leads to that very clause.
function followClause() {
  const follow = () => {
    const clause = location.hash && document.querySelector(`.punkt-lenke[href="${CSS.escape(location.hash).replace("\\#", "#")}"]`);
    for (const link of document.querySelectorAll(".statuslinje .knapp-lenke")) link.hash = clause ? clause.dataset.na ?? location.hash : "";
  };
  follow();
  addEventListener("hashchange", follow);
}

function prepareAppearance() {
  const names = { auto: texts.auto, lys: texts.lys, mork: texts.mork };
  const order = ["auto", "lys", "mork"];
  const root = document.documentElement;
  const button = make("button", { type: "button", className: "utseende" });
  const show = () => { button.textContent = `${texts.utseende}: ${names[root.dataset.utseende ?? "auto"]}`; };
  button.addEventListener("click", () => {
    const next = order[(order.indexOf(root.dataset.utseende ?? "auto") + 1) % order.length];
    if (next === "auto") delete root.dataset.utseende; else root.dataset.utseende = next;
    try { if (next === "auto") localStorage.removeItem("utseende"); else localStorage.setItem("utseende", next); }
    catch { /* the choice lasts for this page */ }
    show();
  });
  show();
  document.querySelector(".bunn-rad")?.append(button);
}

// The search: its script is fetched when a reader asks for it. Until then, and without it, the link leads to its page.
const own = new URL(document.currentScript.src);
let fetched;
const search = () => (fetched ??= import(new URL(`sok.js${own.search}`, own).href));
function prepareSearch() {
  const tools = { make, icons: ICONS };
  const area = document.querySelector("[data-sok]");
  const link = document.querySelector(".topp-sok");
  const open = () => search().then((it) => it.dialog(tools)).catch(() => location.assign(`${document.body.dataset.rot}sok/`));
  if (area) search().then((it) => it.page(area, tools)).catch(() => {
    area.querySelector("[data-sok-melding]").textContent = area.dataset.feil;
    document.querySelector(".punktregister").open = true;
  });
  if (area && !new URLSearchParams(location.search).get("sok")) area.querySelector("[name=sok]").focus({ preventScroll: true });
  for (const sample of document.querySelectorAll("[data-sok-prove]")) search().then((it) => it.sample(sample, tools));
  link?.setAttribute("aria-keyshortcuts", "Control+K");
  link?.setAttribute("aria-haspopup", "dialog");
  link?.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key?.toLowerCase() !== "k" || event.ctrlKey === event.metaKey || event.altKey || event.shiftKey) return;
    // In a field the keys may mean something else, except in the fields of the search.
    if (event.target.closest("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [name=sok])")) return;
    event.preventDefault();
    const field = area?.querySelector("[name=sok]");
    if (field) { field.focus(); field.select(); } else open();
  });
  for (const form of area ? [] : document.querySelectorAll("form.sokefelt")) {
    // Enter leads at once to the place that is meant, where only one can be.
    form.addEventListener("submit", () => form.append(make("input", { type: "hidden", name: "ga", value: "1" })), { once: true });
    form.addEventListener("focusin", () => search().then((it) => it.warm()).catch(() => {}), { once: true });
  }
}

// Whoever comes to a clause reads on from there with a screen reader too. The stylesheet lights it up.
const named = (hash) => { try { return decodeURIComponent(hash); } catch { return hash; } };
function arrive() {
  const place = document.getElementById(named(location.hash.slice(1)));
  if (!place?.matches("[id^='pkt-'], .ordliste > *") || place.matches("a, button, summary, [tabindex]")) return;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
}
function prepareArrival() {
  arrive();
  addEventListener("hashchange", arrive);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href*='#']");
    // To the place where one is already there is no change to hear of.
    if (link?.href === location.href && !event.defaultPrevented) setTimeout(arrive);
  });
}

// A menu that was opened closes with Escape or a click elsewhere.
function prepareMenu() {
  const menu = document.querySelector(".meny");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu?.open) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  document.addEventListener("click", (event) => { if (menu?.open && !menu.contains(event.target)) menu.open = false; });
}

showDaysLeft();
showStatusOfToday();
prepareMenu();
prepareContents();
followClause();
prepareAppearance();
prepareSearch();
prepareArrival();
