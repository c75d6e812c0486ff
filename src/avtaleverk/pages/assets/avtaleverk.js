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

// "Copy link to the clause": the text in force first, this very version second.
function closeCopy(box, opener) {
  box.remove();
  opener.setAttribute("aria-expanded", "false");
}
function openCopy(link, article) {
  const anchor = link.getAttribute("href");
  const status = make("p");
  status.setAttribute("role", "status");
  // In the text in force the clause may have another number than in the version that is shown.
  const now = link.dataset.na ? `#${link.dataset.na}` : anchor;
  const button = (words, help, base, anchor) => {
    const made = make("button", { type: "button" }, make("strong", { textContent: words }), help);
    made.addEventListener("click", async () => {
      const address = new URL(base, location).href + anchor;
      try { await navigator.clipboard.writeText(address); status.textContent = texts.kopiert; }
      catch { status.textContent = address; }
    });
    return made;
  };
  const { gjeldende, fast, versjon } = article.dataset;
  const box = make("div", { className: "kopi" }, button(texts.gjeldende, texts.gjeldende_hjelp, gjeldende, now));
  if (fast) box.append(button(texts.fast, texts.fast_hjelp.replace("{nr}", versjon), fast, anchor));
  box.append(status);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { closeCopy(box, link); link.focus(); }
  });
  link.parentElement.after(box);
  link.setAttribute("aria-expanded", "true");
  box.querySelector("button").focus();
}
function prepareCopyLinks() {
  for (const link of document.querySelectorAll("article[data-gjeldende] .punkt-lenke")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    const toggle = (event) => {
      event.preventDefault();
      const open = link.parentElement.nextElementSibling;
      if (open?.classList.contains("kopi")) return closeCopy(open, link);
      for (const other of document.querySelectorAll(".kopi")) closeCopy(other, other.previousElementSibling.querySelector(".punkt-lenke"));
      openCopy(link, link.closest("article"));
    };
    link.addEventListener("click", toggle);
    link.addEventListener("keydown", (event) => { if (event.key === " ") toggle(event); });
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

// Hits are points: the page and the clauses of it that match, each a link of its own.
function marked(html) {
  const words = new DOMParser().parseFromString(html, "text/html").body;
  return [...words.childNodes].map((node) =>
    node.nodeName === "MARK" ? make("mark", { textContent: node.textContent }) : node.textContent);
}
function hit(data, root) {
  const address = (url) => root + url.replace(/^\//, "");
  const item = make("li", {}, make("h2", {}, make("a", { href: address(data.url), textContent: [data.meta.dokument, data.meta.title].filter(Boolean).join(" ") })));
  const points = data.sub_results.filter((s) => s.url !== data.url).slice(0, 4);
  if (!points.length) item.append(make("p", {}, ...marked(data.excerpt)));
  else item.append(make("ul", {}, ...points.map((s) => make("li", {},
    make("h3", {}, make("a", { href: address(s.url), textContent: s.title })), make("p", {}, ...marked(s.excerpt))))));
  return item;
}
async function prepareSearch() {
  const area = document.querySelector("[data-sok]");
  if (!area) return;
  const input = area.querySelector("input");
  const message = area.querySelector("[data-sok-melding]");
  const list = area.querySelector("[data-sok-treff]");
  const base = new URL(area.dataset.sok, location).href;
  let engine;
  let latest = 0;
  const search = async () => {
    const query = input.value.trim();
    const turn = ++latest;
    history.replaceState(null, "", query ? `?sok=${encodeURIComponent(query)}` : location.pathname);
    if (!query) { list.replaceChildren(); message.textContent = ""; return; }
    try {
      engine ??= await import(`${base}pagefind.js`);
      const found = await engine.search(query);
      const pages = await Promise.all(found.results.slice(0, 10).map((r) => r.data()));
      if (turn !== latest) return;
      list.replaceChildren(...pages.map((data) => hit(data, document.body.dataset.rot)));
      const words = found.results.length ? area.dataset.treff : area.dataset.ingen;
      message.textContent = words.replace("{n}", found.results.length).replace("{query}", () => query);
    } catch { message.textContent = area.dataset.feil; }
  };
  let waiting;
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 150); });
  area.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); search(); });
  const asked = new URLSearchParams(location.search).get("sok");
  if (asked) { input.value = asked; await search(); } else input.focus({ preventScroll: true });
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
prepareCopyLinks();
followClause();
prepareAppearance();
prepareSearch();
