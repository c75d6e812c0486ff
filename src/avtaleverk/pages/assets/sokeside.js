// The page of the search: the field, the filters, the hits ten at a time, and what stands in the address.
// The address is the one that the page asked for, mark and all, so that it is the same module.
const here = new URL(import.meta.url);
const { asker, fill, goToPlace, hit, jumpRow, loadEngine, make, rows, told, words } = await import(new URL(`sok.js${here.search}`, here).href);
const GROUPS = ["type", "organ", "tema", "pasientgruppe", "malgruppe"];
const AT_A_TIME = 10;
const FEW = 7;

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
function filterGroup(group, values, chosen = []) {
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
function chip(words_, onRemove) {
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
      field: this.input, message: this.message, hits: this.hits, question: () => this.state,
      prepare: (found) => rows(found, 0, this.shown), done: (...answer) => this.show(...answer), fail: () => this.fail(),
    });
  }

  async start() {
    // Whoever pressed Enter in the field of another page wants to be there; whoever opens or keeps the address does not.
    const asked = new URLSearchParams(location.search).has("ga");
    if (asked && await goToPlace(this.state.query, (place) => location.replace(place))) return;
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
    if (await goToPlace(this.state.query, (place) => location.assign(place))) return;
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

  show(query, found) {
    this.found = found;
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
    this.none.replaceChildren();
    this.more.hidden = true;
    this.register.open = true;
    return words.feil;
  }
}
export const start = (area) => new SearchPage(area).start();

// ---- the page that shows every part of the site
export function sample(place) {
  const { hopp, treff, tema } = JSON.parse(place.dataset.sokProve);
  const [hits, tight] = place.querySelectorAll("ol");
  place.querySelector(".sok-melding").textContent = told("utvalg", { total: treff.length, jump: hopp });
  hits.replaceChildren(jumpRow(hopp, "h3"), ...treff.map((one) => hit(one, "h3")));
  tight.replaceChildren(jumpRow(hopp, "p"), ...treff.slice(0, 2).map((one) => hit(one, "p")));
  place.querySelector(".sok-valgt").replaceChildren(chip(`${words.grupper.tema}: ${tema[0].label}`, () => {}));
  place.querySelector("[data-sok-grupper]").replaceChildren(filterGroup("tema", tema, [tema[0].value]));
}
