// What a reader meets of the search, on its page and in its dialog. Fetched when somebody asks for it;
// the engine that finds things is a file of its own, and is fetched when there is something to find.
const here = new URL(import.meta.url);
const beside = (name) => new URL(name + here.search, here).href;
const root = new URL(document.body.dataset.rot, location).href;
const PAGE = `${root}sok/`;
const GROUPS = ["type", "organ", "tema", "pasientgruppe", "malgruppe"];
const AT_A_TIME = 10;
const IN_DIALOG = 6;
const FEW = 7;
const PAUSE = 70;

const kept = {};
// What could not be fetched is asked for again the next time.
const once = (name, fetched) => (kept[name] ??= fetched().catch((error) => { delete kept[name]; throw error; }));
const loadEngine = () => once("engine", async () => (await import(beside("sokemotor.js"))).open(root));
const loadWords = () => once("words", async () => {
  const answer = await fetch(`${PAGE}ord.json`, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
});
export const warm = () => loadEngine().catch(() => { /* it is told about when somebody searches */ });

// Set by whoever begins: how an element is made, the icons of the site, and its words.
let make;
let icons;
let words;
async function begin(tools) {
  ({ make, icons } = tools);
  words = await loadWords();
}
const fill = (text, places) => text.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
const list = (className) => {
  const made = make("ol", { className });
  made.setAttribute("role", "list");
  made.dataset.sokTreff = "";
  return made;
};

// ---- a hit: where it is, a heading that is the link, its document and standing, and the words found
function badge({ tone, status }) {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("class", "ikon");
  icon.setAttribute("viewBox", "0 0 20 20");
  icon.setAttribute("aria-hidden", "true");
  icon.innerHTML = icons[tone] ?? "";
  return make("span", { className: `merke merke--${tone}` }, icon, make("span", { textContent: status }));
}
const inLanguage = (tag, lang, ...words) => make(tag, lang ? { lang } : {}, ...words);
function link(data) {
  const made = make("a", { href: root + data.address }, inLanguage("span", data.language, data.heading));
  made.dataset.treff = "";
  // In a list of the links of a page, «Bakgrunn» alone says nothing.
  const of = [data.document || data.documentTitle, data.number].filter((one) => one && one !== data.heading);
  if (of.length) made.append(make("span", { className: "skjult", textContent: `, ${of.join(" ")}` }));
  return made;
}
export function hit(data, level = "h2") {
  const item = make("li", { className: `treff treff--${data.tone || "side"}` });
  const place = [data.document || words.slag[data.type] || "", data.number].filter(Boolean).join(" · ");
  item.append(make("p", { className: "treff-sted", textContent: place }),
    make(level, { className: "treff-tittel" }, link(data)));
  const where = make("p", { className: "treff-hvor" });
  if (data.documentTitle && data.documentTitle !== data.heading) where.append(inLanguage("span", data.language, data.documentTitle));
  if (data.version) where.append(make("span", { textContent: fill(words.versjon, { number: data.version }) }));
  if (data.status) where.append(badge(data));
  if (words.toner[data.tone]) where.append(make("strong", { textContent: words.toner[data.tone] }));
  if (where.childElementCount) item.append(where);
  if (data.excerpt?.length) {
    const words = data.excerpt.map(({ text, marked }) => (marked ? make("mark", { textContent: text }) : text));
    item.append(make("p", { className: "treff-utdrag" }, inLanguage("span", data.language, ...words)));
  }
  return item;
}
export function jumpRow({ address, label, changes }, level = "h2") {
  const made = make("a", { href: root + address, textContent: fill(changes ? words.endret_i : words.ga_til, { place: label }) });
  made.dataset.treff = "";
  return make("li", { className: "treff treff--hopp" }, make(level, { className: "treff-tittel" }, made));
}

// ---- asking
async function ask(query, filters, older) {
  const engine = await loadEngine();
  const [jump, found] = await Promise.all([engine.jump(query), engine.search(query, { filters, older })]);
  return { jump, ...found };
}
async function rows({ jump, mention, hits }, from, to, level) {
  const first = jump ?? mention;
  const data = await Promise.all(hits.slice(from, to).map((handle) => handle.data()));
  const shown = data.filter((one) => one.address !== first?.address).map((one) => hit(one, level));
  return first && !from ? [jumpRow(first, level), ...shown] : shown;
}
function told(query, { total, jump, lacks }) {
  const count = total ? fill(total === 1 ? words.ett : words.treff, { n: total, query }) : jump ? "" : fill(words.ingen, { query });
  return [lacks && fill(words.mangler, { place: lacks }), count, jump && fill(words.enter_til, { place: jump.label })].filter(Boolean).join(" ");
}
// Enter may come before the answer does.
async function jumpTo(query) {
  const jump = query && (await (await loadEngine()).jump(query));
  if (jump) location.assign(root + jump.address);
  return Boolean(jump);
}
// Asks while somebody types. Only the answer to the newest question is shown.
function asker({ message, hits, question, show, fail }) {
  let turn = 0;
  let waiting;
  const run = async () => {
    clearTimeout(waiting);
    const mine = ++turn;
    const { query, filters, older } = question();
    delete hits.dataset.klar;
    const slow = setTimeout(() => { if (mine === turn) message.textContent = words.soker; }, 600);
    try {
      const found = query ? await ask(query, filters, older) : { hits: [], total: 0, jump: null };
      const made = await show.prepare(found);
      if (mine !== turn) return;
      message.textContent = query ? told(query, found) : "";
      show.done(query, found, made);
      hits.dataset.klar = query;
    } catch {
      if (mine === turn) message.textContent = fail();
    } finally { clearTimeout(slow); }
  };
  const soon = () => { clearTimeout(waiting); delete hits.dataset.klar; waiting = setTimeout(run, PAUSE); };
  return { run, soon };
}

// ---- the page
function stateOf(search) {
  const given = new URLSearchParams(search);
  const filters = {};
  for (const group of GROUPS) if (given.has(group)) filters[group] = [...new Set(given.getAll(group))];
  return { query: given.get("sok")?.trim() ?? "", filters, older: given.get("eldre") === "1" };
}
function addressOf({ query, filters, older }) {
  const given = new URLSearchParams();
  if (query) given.set("sok", query);
  for (const [group, values] of Object.entries(filters)) for (const value of values) given.append(group, value);
  if (older) given.set("eldre", "1");
  const text = given.toString();
  return location.pathname + (text && `?${text}`);
}
function box(group, { value, label, n }, isChosen) {
  const input = make("input", { type: "checkbox", name: group, value, checked: isChosen });
  return make("li", {}, make("label", {}, input, make("span", {}, label, " ", make("span", { className: "sok-antall", textContent: `(${n})` }))));
}
export function filterGroup(group, values, chosen = []) {
  const boxes = values.map((one) => box(group, one, chosen.includes(one.value)));
  // A button that hides a single one takes as much room as that one.
  const shown = boxes.length > FEW + 1 ? FEW : boxes.length;
  const made = make("fieldset", { className: "sok-gruppe" }, make("legend", { textContent: words.grupper[group] }),
    make("ul", {}, ...boxes.slice(0, shown)));
  if (boxes.length > shown) {
    made.append(make("details", { open: values.slice(shown).some((one) => chosen.includes(one.value)) },
      make("summary", { textContent: fill(words.flere_valg, { n: boxes.length - shown }) }), make("ul", {}, ...boxes.slice(shown))));
  }
  return made;
}
export function chip(words_, onRemove) {
  const made = make("button", { type: "button", className: "sok-brikke" }, make("span", { className: "skjult", textContent: `${words.fjern} ` }), words_);
  made.addEventListener("click", onRemove);
  return make("li", {}, made);
}

class SearchPage {
  constructor(area) {
    const part = (name) => area.querySelector(`[data-sok-${name}]`);
    this.form = area.querySelector("form");
    this.input = area.querySelector("input[type=search]");
    [this.message, this.hits, this.more, this.none, this.chips, this.panel] =
      ["melding", "treff", "flere", "tomt", "valgt", "filter"].map(part);
    this.older = area.querySelector("input[name=eldre]");
    this.register = document.querySelector(".punktregister");
    this.state = stateOf(location.search);
    this.shown = history.state?.vist ?? AT_A_TIME;
    this.isStep = Boolean(this.state.query);
    this.asker = asker({
      message: this.message, hits: this.hits, question: () => this.state,
      show: { prepare: (found) => rows(found, 0, this.shown), done: (...answer) => this.show(...answer) },
      fail: () => this.fail(),
    });
  }

  async start() {
    // Whoever pressed Enter in the field of another page wants to be there; whoever opens or keeps the address does not.
    const asked = new URLSearchParams(location.search).has("ga");
    if (asked && await this.go((address) => location.replace(address))) return;
    if (asked) this.keep();
    this.listen();
    // Whoever began to type before all of this was here goes on.
    this.state.query = this.input.value.trim() || this.state.query;
    this.write();
    const isNarrowed = Object.keys(this.state.filters).length > 0;
    if (!this.state.query || !isNarrowed) this.asker.run();
    await this.count();
    if (this.state.query && isNarrowed) await this.asker.run();
  }

  // Which filters there are, and how much each would find.
  async count() {
    const groups = await loadEngine().then((engine) => engine.filters({ older: this.state.older })).catch(() => ({}));
    this.groups = Object.fromEntries(GROUPS.filter((name) => groups[name]?.length).map((name) => [name, groups[name]]));
    this.panel.hidden = !Object.keys(this.groups).length;
    this.drawFilters();
  }

  async go(to) {
    const jump = this.state.query && await loadEngine().then((engine) => engine.jump(this.state.query)).catch(() => null);
    if (jump) to(root + jump.address);
    return Boolean(jump);
  }

  listen() {
    this.input.addEventListener("input", () => this.typed());
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    this.panel.addEventListener("change", () => this.choose(this.checked(), this.state.older));
    this.older.addEventListener("change", () => this.choose(this.state.filters, this.older.checked));
    this.more.addEventListener("click", () => this.showMore());
    this.hits.addEventListener("click", () => this.keep(), true);
    addEventListener("popstate", () => this.back());
  }

  // A search that was left, sent or narrowed is a step that one can go back to; single letters are not.
  typed() {
    this.state = { ...this.state, query: this.input.value.trim() };
    this.shown = AT_A_TIME;
    if (this.isStep) history.pushState({}, "", addressOf(this.state));
    this.isStep = false;
    clearTimeout(this.keeping);
    // Some browsers allow no more than a hundred changes of the address in half a minute.
    this.keeping = setTimeout(() => this.keep(), 250);
    this.asker.soon();
  }

  keep() {
    clearTimeout(this.keeping);
    history.replaceState({ vist: this.shown }, "", addressOf(this.state));
  }

  async submit() {
    this.keep();
    this.isStep = true;
    // The keyboard of a phone lies over the hits.
    if (matchMedia("(pointer: coarse)").matches) this.input.blur();
    if (await this.go((address) => location.assign(address))) return;
    await this.asker.run();
  }

  choose(filters, older) {
    this.keep();
    const isOther = older !== this.state.older;
    this.state = { ...this.state, filters, older };
    this.shown = AT_A_TIME;
    history.pushState({}, "", addressOf(this.state));
    this.isStep = true;
    this.write();
    this.asker.run();
    if (isOther) this.count();
  }

  back() {
    const state = stateOf(location.search);
    if (addressOf(state) === addressOf(this.state)) return;
    clearTimeout(this.keeping);
    const isOther = state.older !== this.state.older;
    this.state = state;
    this.shown = history.state?.vist ?? AT_A_TIME;
    this.isStep = true;
    this.write();
    this.drawFilters();
    this.asker.run();
    if (isOther) this.count();
  }

  write() {
    if (this.input.value.trim() !== this.state.query) this.input.value = this.state.query;
    this.older.checked = this.state.older;
    this.drawChips();
  }

  checked() {
    const filters = {};
    for (const input of this.panel.querySelectorAll("input:checked")) (filters[input.name] ??= []).push(input.value);
    return filters;
  }

  drawFilters() {
    // What the address asks for and nothing has, is not chosen.
    const known = ([group, values]) => [group, values.filter((value) => this.groups?.[group]?.some((one) => one.value === value))];
    this.state.filters = Object.fromEntries(Object.entries(this.state.filters).map(known).filter(([, values]) => values.length));
    this.panel.querySelector("[data-sok-grupper]").replaceChildren(
      ...Object.entries(this.groups ?? {}).map(([group, values]) => filterGroup(group, values, this.state.filters[group])));
    this.drawChips();
  }

  drawChips() {
    const chosen = Object.entries(this.state.filters).flatMap(([group, values]) => values.map((value) => [group, value]));
    const label = (group, value) => this.groups?.[group]?.find((one) => one.value === value)?.label ?? value;
    const without = (group, value) => Object.fromEntries(Object.entries(this.state.filters)
      .map(([name, values]) => [name, values.filter((one) => name !== group || one !== value)]).filter(([, values]) => values.length));
    const made = chosen.map(([group, value]) => chip(`${words.grupper[group]}: ${label(group, value)}`, () => this.unchoose(without(group, value))));
    if (made.length > 1) made.push(this.allGone());
    this.chips.replaceChildren(...made);
    this.panel.querySelector("[data-sok-valgte]").textContent = chosen.length ? `(${chosen.length})` : "";
  }

  allGone() {
    const button = make("button", { type: "button", className: "sok-brikke sok-brikke--alle", textContent: words.fjern_alle });
    button.addEventListener("click", () => this.unchoose({}));
    return make("li", {}, button);
  }

  // The button that was pressed is gone; the next one, or the field, has the focus.
  unchoose(filters) {
    this.choose(filters, this.state.older);
    this.drawFilters();
    (this.chips.querySelector("button") ?? this.input).focus();
  }

  show(query, found, made) {
    this.found = found;
    this.hits.replaceChildren(...made);
    this.offerMore();
    const help = () => [make("p", { className: "sok-hjelp", textContent: words.hjelp })];
    this.none.replaceChildren(...(!query ? help() : found.total || found.jump ? [] : this.advice()));
  }

  offerMore() {
    this.more.hidden = this.found.hits.length <= this.shown;
    this.more.textContent = fill(words.vis_flere, { n: Math.min(AT_A_TIME, this.found.hits.length - this.shown) });
  }

  async showMore() {
    const { found, shown } = this;
    const made = await rows(found, shown, shown + AT_A_TIME).catch(() => []);
    if (found !== this.found) return;
    this.shown = shown + AT_A_TIME;
    this.hits.append(...made);
    made[0]?.querySelector("a").focus();
    this.keep();
    this.offerMore();
    this.message.textContent = fill(words.viser, { n: Math.min(this.shown, found.hits.length), total: found.total });
  }

  advice() {
    const row = (text, action) => {
      const button = make("button", { type: "button", className: "sok-knapp", textContent: text });
      button.addEventListener("click", action);
      return make("li", {}, button);
    };
    const ways = [];
    if (Object.keys(this.state.filters).length) ways.push(row(words.fjern_alle, () => this.unchoose({})));
    if (!this.state.older) ways.push(row(words.ta_med_eldre, () => { this.choose(this.state.filters, true); this.older.focus(); }));
    ways.push(row(words.se_lista, () => this.openRegister()));
    return [make("p", { textContent: words.rad }), make("ul", {}, ...ways)];
  }

  openRegister() {
    this.register.open = true;
    this.register.querySelector("summary").focus();
  }

  fail() {
    this.found = { hits: [], total: 0 };
    this.hits.replaceChildren();
    this.none.replaceChildren();
    this.more.hidden = true;
    this.register.open = true;
    return words.feil;
  }
}
export async function page(area, tools) {
  await begin(tools);
  await new SearchPage(area).start();
}

// ---- the dialog
const styled = () => once("style", () => new Promise((done) => {
  if (document.querySelector('link[href*="assets/sok.css"]')) return done();
  const sheet = make("link", { rel: "stylesheet", href: beside("sok.css") });
  sheet.onload = sheet.onerror = done;
  document.head.append(sheet);
}));

function build() {
  const title = make("label", { htmlFor: "sokevindu-felt", textContent: words.hva });
  const input = make("input", { id: "sokevindu-felt", type: "search", name: "sok", autocomplete: "off", enterKeyHint: "search" });
  const close = make("button", { type: "button", className: "sokevindu-lukk", textContent: words.lukk });
  const form = make("form", { className: "sokefelt", action: PAGE, method: "get" },
    make("div", { className: "sokevindu-hode" }, title, close),
    make("div", { className: "sokefelt-rad" }, input, make("button", { type: "submit", textContent: words.sok })));
  form.setAttribute("role", "search");
  const message = make("p", { className: "sok-melding" });
  message.setAttribute("role", "status");
  const hits = list("treffliste treffliste--tett");
  const help = make("div", { className: "sok-hjelp" }, make("p", { textContent: words.hjelp }), make("p", { className: "sok-tast", textContent: words.tast }));
  const all = make("a", { className: "sokevindu-alle", href: PAGE, textContent: words.alle });
  const dialog = make("dialog", { className: "sokevindu" }, form, message,
    make("div", { className: "sokevindu-treff" }, help, hits), make("p", { className: "sokevindu-fot" }, all));
  dialog.setAttribute("aria-label", words.sok);
  document.body.append(dialog);
  return { dialog, form, input, close, message, hits, help, all };
}

// The hits are links like any other: arrows move the focus among them, and so do Tab and a screen reader.
function walk(event, { dialog, input, hits, all }) {
  // Left to itself, a search field is emptied by Escape.
  if (event.key === "Escape" && !event.isComposing) { event.preventDefault(); return dialog.close(); }
  const stops = [input, ...hits.querySelectorAll("[data-treff]"), ...(all.hidden ? [] : [all])];
  const at = stops.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (at < 0 || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (step && (at || step > 0)) {
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
  } else if (at && (event.key === "Backspace" || (event.key.length === 1 && event.key !== " "))) {
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
  }
}

function prepareDialog() {
  const parts = build();
  const { dialog, form, input, close, message, hits, help, all } = parts;
  const query = () => input.value.trim();
  const address = () => `${PAGE}${query() && `?${new URLSearchParams({ sok: query() })}`}`;
  const { run, soon } = asker({
    message, hits, question: () => ({ query: query(), filters: {}, older: false }),
    show: {
      prepare: (found) => rows(found, 0, IN_DIALOG, "p"),
      done: (asked, found, made) => {
        hits.replaceChildren(...made);
        help.hidden = Boolean(asked);
        all.textContent = found.total > IN_DIALOG ? fill(words.alle_n, { n: found.total }) : words.alle;
      },
    },
    fail: () => {
      hits.replaceChildren();
      help.hidden = true;
      all.textContent = words.se_lista;
      return words.feil_vindu;
    },
  });
  input.addEventListener("input", () => { all.href = address(); soon(); });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!query()) return;
    if (!(await jumpTo(query()).catch(() => false))) location.assign(address());
    else dialog.close();
  });
  close.addEventListener("click", () => dialog.close());
  // What lies around the dialog is the dialog itself to a click.
  dialog.addEventListener("click", (event) => { if (event.target === dialog || event.target.closest("[data-treff]")) dialog.close(); });
  dialog.addEventListener("keydown", (event) => walk(event, parts));
  return () => {
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
    warm();
    if (hits.dataset.klar !== query()) run();
  };
}
export async function dialog(tools) {
  await Promise.all([begin(tools), styled()]);
  (kept.open ??= prepareDialog())();
}

// ---- the page that shows every part of the site
export async function sample(place, tools) {
  await begin(tools);
  const { hopp, treff, tema } = JSON.parse(place.dataset.sokProve);
  const [hits, tight] = place.querySelectorAll("ol");
  place.querySelector(".sok-melding").textContent = told("utvalg", { total: treff.length, jump: hopp });
  hits.replaceChildren(jumpRow(hopp, "h3"), ...treff.map((one) => hit(one, "h3")));
  tight.replaceChildren(jumpRow(hopp, "p"), ...treff.slice(0, 2).map((one) => hit(one, "p")));
  place.querySelector(".sok-valgt").replaceChildren(chip(`${words.grupper.tema}: ${tema[0].label}`, () => {}));
  place.querySelector("[data-sok-grupper]").replaceChildren(filterGroup("tema", tema, [tema[0].value]));
}
