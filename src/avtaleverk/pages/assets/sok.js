// What the page of the search and its dialog share: hits, and asking for them. Fetched when somebody asks for it; page
// and dialog are files of their own that take the rest from here, and so is the engine, fetched when there is something to find.
const here = new URL(import.meta.url);
const beside = (name) => new URL(name + here.search, here).href;
export const root = new URL(document.body.dataset.rot, location).href;
export const PAGE = `${root}sok/`;
const PAUSE = 70;

const kept = {};
// What could not be fetched is asked for again the next time.
const once = (name, fetched) => (kept[name] ??= fetched().catch((error) => { delete kept[name]; throw error; }));
// The engine imports what it knows of words itself; asked for beside it, that is there as soon.
export const loadEngine = () => once("engine", async () => {
  const [engine] = await Promise.all(["sokemotor.js", "sokeord.js"].map((name) => import(beside(name))));
  return engine.open(root);
});
const loadWords = () => once("words", async () => {
  const answer = await fetch(`${PAGE}ord.json`, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
});
export const warm = () => loadEngine().catch(() => { /* it is told about when somebody searches */ });

// Given by whoever begins: how an element is made, and the icons of the site.
let tools;
export const make = (...given) => tools.make(...given);
export const words = {};
async function begin(given) {
  tools = given;
  Object.assign(words, await loadWords());
}
export const fill = (text, places) => text.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);

// ---- a hit: where it is, a heading that is the link, its document and standing, and the words found
function badge({ tone, status }) {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("class", "ikon");
  icon.setAttribute("viewBox", "0 0 20 20");
  icon.setAttribute("aria-hidden", "true");
  icon.innerHTML = tools.icons[tone] ?? "";
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
export async function rows({ jump, mention, hits }, from, to, level) {
  const first = jump ?? mention;
  const data = await Promise.all(hits.slice(from, to).map((handle) => handle.data()));
  const shown = data.filter((one) => one.address !== first?.address).map((one) => hit(one, level));
  return first && !from ? [jumpRow(first, level), ...shown] : shown;
}
export function told(query, { total, jump, lacks }) {
  const count = total ? fill(total === 1 ? words.ett : words.treff, { n: total, query }) : jump ? "" : fill(words.ingen, { query });
  return [lacks && fill(words.mangler, { place: lacks }), count, jump && fill(words.enter_til, { place: jump.label })].filter(Boolean).join(" ");
}
// Enter leads at once to the one place that is meant, also before the answer is there.
export async function goToPlace(query, go) {
  const jump = query && await loadEngine().then((engine) => engine.jump(query)).catch(() => null);
  if (jump) go(root + jump.address);
  return Boolean(jump);
}
// Who has gone on into the hits when the next answer comes, stays at the same place among them, or in the field where
// there are none: what is taken away takes the focus with it.
function keepPlace(hits, field, change) {
  const links = () => [...hits.querySelectorAll("[data-treff]")];
  const had = document.activeElement;
  const at = links().indexOf(had);
  change();
  if (had.isConnected && !had.closest("[hidden]")) return;
  ((at < 0 ? null : links()[at] ?? links().at(-1)) ?? field).focus();
}
// Asks while somebody types. Only the answer to the newest question is shown.
export function asker({ field, message, hits, question, prepare, done, fail }) {
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
      const made = await prepare(found);
      if (mine !== turn) return;
      message.textContent = query ? told(query, found) : "";
      keepPlace(hits, field, () => {
        hits.replaceChildren(...made);
        done(query, found);
      });
      hits.dataset.klar = query;
    } catch {
      if (mine === turn) keepPlace(hits, field, () => {
        hits.replaceChildren();
        message.textContent = fail();
      });
    } finally { clearTimeout(slow); }
  };
  const soon = () => { clearTimeout(waiting); delete hits.dataset.klar; waiting = setTimeout(run, PAUSE); };
  return { run, soon };
}

// ---- page and dialog: fetched beside the words
const part = async (name, given) => (await Promise.all([import(beside(name)), begin(given)]))[0];
export const page = async (area, given) => (await part("sokeside.js", given)).start(area);
export const sample = async (place, given) => (await part("sokeside.js", given)).sample(place);
const styled = () => once("style", () => new Promise((done) => {
  if (document.querySelector('link[href*="assets/sok.css"]')) return done();
  const sheet = make("link", { rel: "stylesheet", href: beside("sok.css") });
  sheet.onload = sheet.onerror = done;
  document.head.append(sheet);
}));
export const dialog = async (given) => (await Promise.all([part("sokevindu.js", given), styled()]))[0].open();
