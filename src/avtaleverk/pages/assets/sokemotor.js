// The search itself: what was typed becomes keys of the lexicon, Pagefind scores each key, and the sum ranks the hits.
// How words are spelled and numbered is the same as in search/words.py; a table in the tests holds the two together.
const WORD = /§\s?\d+(?:-\d+)?|\d+(?:\.\d+)*|[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+/g;
const SPELLED = { æ: "ae", ä: "ae", ø: "o", ö: "o", å: "a", đ: "d", ŋ: "n", ŧ: "t", ß: "ss" };
const END = "q";
const NUMBERED = /^(retningslinj?[ae]|vedlegg|punkt|pkt)(?:en|a|e|er|et|n|r)?$/;
const ENDINGS = ["ast", "est", "st", "anes", "enes", "ane", "ene", "ens", "ers", "ar", "er", "en", "et", "es", "as", "te", "de", "a", "e", "s", "t", "n", "r"];
const NEAR = 0.7, NEARISH = 0.45, BEGINS = 0.7, HALF = 0.6, KIN = 0.35;
const WORDS_SHOWN = 34, LOOKED_INTO = 10, TOGETHER = 0.5, MOST_WAYS = 3, SELDOM = 20, FEW = 5, MANY = 3000;

export function fold(word) {
  if (word[0] === "§") return `par${word.slice(1).trim().replaceAll("-", "x")}`;
  if (/\d/.test(word[0])) return `n${word.replaceAll(".", "x")}`;
  const spelled = word.normalize("NFC").toLowerCase().replace(/[æäøöåđŋŧß]/g, (c) => SPELLED[c]);
  return spelled.normalize("NFKD").replace(/[^a-z]/g, "").replaceAll("aa", "a").replaceAll("oe", "o") || "x";
}
const kindOf = (word) => NUMBERED.exec(word)?.[1].replace(/^retningslin.+/, "retningslinje").replace("pkt", "punkt");
export const wordsOf = (text) => text.match(WORD) ?? [];

// How many letters must be put in, taken out, changed or swapped; more than `most` is all the same.
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [], last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}

const stems = (word) => [word, ...ENDINGS.filter((e) => word.endsWith(e) && word.length - e.length > 2).map((e) => word.slice(0, -e.length))];
const common = (a, b) => { let n = 0; while (n < a.length && a[n] === b[n]) n++; return n; };

// One index with its lexicon: Pagefind's files, and beside them what the words of these texts are.
class Index {
  constructor(base) {
    this.base = base;
    this.pieces = new Map();
    this.scores = new Map();
  }
  async json(name) {
    const answer = await fetch(`${this.base}ord/${name}.json`);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  }
  once(name) {
    if (!this.pieces.has(name)) this.pieces.set(name, this.json(name).catch((error) => { this.pieces.delete(name); throw error; }));
    return this.pieces.get(name);
  }
  async open() {
    const [pagefind, about] = await Promise.all([import(`${this.base}pagefind.js`), this.once("om")]);
    this.pagefind = pagefind;
    this.about = about;
    this.small = new Set(about.sma);
    await pagefind.options({ ranking: { termFrequency: 1, termSaturation: 1.2, pageLength: 0.6, termSimilarity: 0 } });
    await pagefind.init("xx");
    return this;
  }
  // The piece of the lexicon that would hold a form, and what the form leads to.
  async piece(word) {
    const firsts = this.about.deler;
    let low = 0, high = firsts.length;
    while (low < high) { const middle = (low + high) >> 1; if (firsts[middle] <= word) low = middle + 1; else high = middle; }
    return low ? this.once(`ord-${low - 1}`) : {};
  }
  async form(word) {
    const piece = await this.piece(word);
    return Object.hasOwn(piece, word) ? ways(piece[word]) : null;
  }
  // What a word may mean that no text has: a form nobody listed, a beginning, a slip of the finger, two words in one.
  // What lies beside it in the lexicon comes first; the lists of all keys are long, and are fetched last.
  async guesses(word) {
    for (const stem of stems(word).slice(1)) {
      const known = stem.length > 2 && (await this.form(stem) ?? await this.form(`${stem}e`));
      if (known) return [less(known, 0.9)];
    }
    const found = new Map();
    const add = (key, weight) => { if (!(found.get(key) >= weight)) found.set(key, weight); };
    const beside = await this.piece(word);
    for (const form of Object.keys(beside)) {
      const begins = word.length > 2 && form.startsWith(word);
      const near = word.length > 3 && form.length > 3 && distance(word, form, 1) <= 1;
      if (begins || near) for (const way of sure(ways(beside[form]))) add(way.keys[0], way.weight * (near ? NEAR : BEGINS * Math.max(0.5, word.length / form.length)));
    }
    if (found.size) return [best(found)];
    const halves = await this.halves(word, async () => null) ?? await this.nearKeys(word, 1, NEAR, add);
    if (halves) return halves;
    if (!found.size && !this.isLarge) {
      const slipped = await this.halves(word, (piece) => this.slipped(piece));
      if (slipped) return slipped;
    }
    if (!found.size && word.length > 6) await this.nearKeys(word, 2, NEARISH, add);
    if (!found.size && word.length > 4) for (const key of await this.keys(word[0])) {
      const shared = common(word, key);
      if (shared > 4 && shared >= 0.6 * Math.min(word.length, key.length)) add(key, KIN * shared / Math.max(word.length, key.length));
    }
    if (found.size) return [best(found)];
    const end = this.isLarge ? null : await this.knownEnd(word);
    return end ? [end] : [];
  }
  // Where there is very much, looking everywhere would fetch more than a guess is worth.
  get isLarge() {
    return this.about.antall > MANY;
  }
  keys(letter) {
    return this.about.bokstaver.includes(letter) ? this.once(`nokler-${letter}`) : [];
  }
  // Keys at most so many letters away; the first letter is likelier right than wrong.
  async nearKeys(word, most, weight, add) {
    const spellings = stems(word).filter((s) => s.length > 3);
    if (!spellings.length) return;
    let any = false;
    const look = (keys) => {
      for (const key of keys) if (key.length > 3 && spellings.some((s) => distance(s, key, most) <= most)) { add(key, weight); any = true; }
    };
    look(await this.keys(word[0]));
    const others = [...this.about.bokstaver].filter((letter) => letter !== word[0]);
    if (!any && !this.isLarge) for (const keys of await Promise.all(others.map((letter) => this.keys(letter)))) look(keys);
  }
  async slipped(piece) {
    if (piece.length < 6) return null;
    const key = (await this.keys(piece[0])).find((k) => k.length > 4 && distance(piece, k, 1) <= 1);
    return key ? [{ keys: [key], weight: 1 }] : null;
  }
  // The longest end of a word that is itself known: of a compound whose first part nobody knows.
  async knownEnd(word) {
    for (let cut = 3; cut <= word.length - 5; cut++) {
      const found = await this.form(word.slice(cut));
      if (found) return less(found, KIN);
    }
    return null;
  }
  // Two words that were written as one, each of them known, or what `guess` makes of it; even halves come first.
  async halves(word, guess) {
    const cuts = Array.from({ length: Math.max(0, word.length - 5) }, (_, i) => i + 3).sort((a, b) => Math.abs(a - word.length / 2) - Math.abs(b - word.length / 2));
    for (const cut of cuts) {
      const head = word.slice(0, cut), tail = word.slice(cut);
      const first = await this.form(head) ?? (head.endsWith("s") ? await this.form(head.slice(0, -1)) : null) ?? await guess(head);
      const last = first && (await this.form(tail) ?? await guess(tail));
      if (last) return [first, last].map((half) => less(sure(half), HALF));
    }
    return null;
  }
  // The score of every record for one key, as Pagefind has it.
  score(key, filters) {
    const name = `${key} ${JSON.stringify(filters)}`;
    if (!this.scores.has(name)) {
      const asked = this.pagefind.search(key + END, { filters }).then(({ results }) => new Map(results.map((r) => [r.id, r])));
      this.scores.set(name, asked);
    }
    return this.scores.get(name);
  }
}
const best = (found) => [...found].sort((a, b) => b[1] - a[1]).slice(0, 8).map(([key, weight]) => ({ keys: [key], weight }));
const sure = (list) => list.filter((way) => way.weight > 0.4);
const less = (list, part) => list.map((way) => ({ ...way, weight: way.weight * part }));
const ways = (written) => written.split(" ").map((k) => { const [key, sure] = k.split("~"); return { keys: [key], weight: (sure ?? 10) / 10 }; });

// --- what was typed -----------------------------------------------------------------------------------------------

// The words of a question; small words count only where there is nothing else.
function asked(query, small) {
  const all = [];
  const words = wordsOf(query);
  for (let i = 0; i < words.length; i++) {
    const word = fold(words[i]), kind = kindOf(word);
    if (kind && /^\d/.test(words[i + 1] ?? "")) {
      all.push({ word, fixed: [`${kind}${words[i + 1].replaceAll(".", "x")}`] });
      i++;
    } else all.push({ word, small: small.has(word) });
  }
  const weighty = all.filter((w) => !w.small);
  return weighty.length ? weighty : all;
}

// Each concept is a list of ways to say it; a way is keys that a record must have all of.
async function concepts(query, index) {
  const words = asked(query, index.about.sma.length ? index.small : new Set());
  const found = [];
  for (const [i, { word, fixed }] of words.entries()) {
    if (fixed) { found.push({ ways: [{ keys: fixed, weight: 1 }, { keys: [word], weight: 0.2 }], from: i }); continue; }
    const known = await index.form(word);
    if (known) found.push({ ways: known, from: i });
    else for (const ways of await index.guesses(word)) if (ways.length) found.push({ ways, from: i });
    const next = words[i + 1];
    if (next && !next.fixed) for (const link of ["", "s", "e"]) {
      const joined = await index.form(word + link + next.word);
      if (joined) { found.push({ ways: joined.filter((w) => w.weight > 0.5), extra: true, from: i }); break; }
    }
  }
  return withPhrases(telling(found, index.about.vanlige), index.about.fraser);
}

// The commonest words of a very large site are asked for only where the question has no others, and then the rarest two.
function telling(found, common) {
  const rank = ({ ways }) => (ways.length ? common.indexOf(ways[0].keys[0]) : -1);
  const rare = found.filter((concept) => rank(concept) < 0);
  if (rare.some((c) => c.ways.length && !c.extra) || found.length < 3) return rare.length ? rare : found;
  const kept = [...found].sort((a, b) => rank(b) - rank(a)).slice(0, 2);
  return found.filter((concept) => kept.includes(concept));
}

function withPhrases(found, groups) {
  let list = found.filter((c) => c.ways.length);
  for (const group of groups) {
    for (const phrase of group) {
      const plain = list.filter((c) => !c.extra);
      const at = plain.findIndex((_, i) => phrase.every((key, j) => plain[i + j]?.ways[0].keys[0] === key && plain[i + j].ways[0].weight > 0.6));
      if (at < 0) continue;
      const others = group.filter((other) => other !== phrase).map((keys) => ({ keys, weight: phrase.length > 1 ? 0.9 : 0.7 }));
      if (phrase.length === 1) plain[at].ways = [...plain[at].ways, ...others];
      else list.push({ ways: [{ keys: phrase, weight: 0.6 }, ...others], extra: true, from: plain[at].from });
      break;
    }
  }
  return list;
}

// --- ranking ------------------------------------------------------------------------------------------------------

async function rank(query, index, filters) {
  const wanted = await concepts(query, index);
  const scores = await scoresOf(wanted, index, filters);
  const records = new Map();
  let mass = 0;
  for (const concept of wanted) {
    const points = pointsOf(concept, scores);
    const most = Math.max(0, ...[...points.values()].map((p) => p.score));
    if (!concept.extra) mass += most || 1;
    for (const [id, { score, result, sure }] of points) {
      const record = records.get(id) ?? { score: 0, met: 0, result };
      record.score += score;
      if (!concept.extra) record.met += most * Math.min(1, sure);
      records.set(id, record);
    }
  }
  const hits = [...records.values()].map(({ score, met, result }) => {
    let read;
    const data = () => (read ??= contents(result));
    return { score: score * (0.35 + 0.65 * met / (mass || 1)), data: async () => shown(await data(), wanted), read: data };
  }).sort((a, b) => b.score - a.score);
  await Promise.all(hits.slice(0, LOOKED_INTO).map(async (hit) => { hit.score *= closeness((await hit.read()).keys, wanted); }));
  return hits;
}

// Each key costs a file of the index: what was surely meant comes first, the rest only where that is found seldom.
async function scoresOf(wanted, index, filters) {
  const scores = new Map();
  const ask = (ways) => Promise.all([...new Set(ways.flatMap((w) => w.keys))].filter((key) => !scores.has(key)).map(async (key) => scores.set(key, await index.score(key, filters))));
  for (const concept of wanted) concept.ways.sort((a, b) => b.weight - a.weight);
  await ask(wanted.flatMap((c) => c.ways.filter((w, i) => !i || w.weight >= 0.9).slice(0, MOST_WAYS)));
  await ask(wanted.filter((c) => pointsOf(c, scores).size < SELDOM).flatMap((c) => sure(c.ways).slice(0, 2 * MOST_WAYS)));
  await ask(wanted.filter((c) => pointsOf(c, scores).size < FEW).flatMap((c) => c.ways.slice(0, 2 * MOST_WAYS)));
  return scores;
}

// What each record gets for one concept: from the surest of its ways.
function pointsOf(concept, scores) {
  const points = new Map();
  for (const { keys: [first, ...rest], weight } of concept.ways) {
    for (const [id, result] of scores.get(first) ?? []) {
      if (!rest.every((key) => scores.get(key)?.has(id))) continue;
      const score = weight * rest.reduce((sum, key) => sum + scores.get(key).get(id).score, result.score);
      if (score > (points.get(id)?.score ?? 0)) points.set(id, { score, result, sure: weight });
    }
  }
  return points;
}

// Words that stand together in the question and in the text are worth more than the same words far apart.
function closeness(keys, wanted) {
  const plain = wanted.filter((c) => !c.extra);
  if (plain.length < 2) return 1;
  const places = plain.map((c) => {
    const own = c.ways.filter((w) => w.weight > 0.4).flatMap((w) => w.keys);
    return keys.flatMap((key, i) => own.some((k) => k === key || (k.length > 3 && key.includes(k))) ? [i] : []);
  });
  let together = 0;
  for (let i = 1; i < places.length; i++) {
    const gap = Math.min(...places[i].flatMap((a) => places[i - 1].map((b) => Math.abs(a - b))), 99);
    together += gap <= 2 ? 1 : gap <= 6 ? 0.5 : 0;
  }
  return 1 + TOGETHER * together / (places.length - 1);
}

// What Pagefind keeps of a record: the keys of its text, word for word, and what is shown of it.
async function contents(result) {
  const data = await result.data();
  const keys = (data.raw_content ?? data.content).split(/\s+/).map((w) => w.replace(/\.$/, "").slice(0, -END.length));
  return { keys, record: JSON.parse(decodeURIComponent(data.anchors.at(-1).id)) };
}

function shown({ keys, record }, wanted) {
  const { a, k, d = "", f = "", n = "", h, v = "", s = "", t = "", l = "", x = "" } = record;
  const here = new Set(keys);
  const isSaid = (way) => way.weight > 0.15 && (way.keys.length === 1 || way.keys.every((key) => here.has(key)));
  const marked = new Set(wanted.flatMap((c) => c.ways.filter(isSaid).flatMap((w) => w.keys)));
  const [address, number, heading, start, end] = part(record, keys, marked) ?? [a, n, h, 0];
  const words = [...x.matchAll(WORD)];
  const text = start || end ? x.slice(words[start]?.index ?? 0, words[end]?.index) : x;
  return {
    address, type: k, document: d, documentTitle: f, number, heading, version: v, status: s, tone: t, language: l,
    excerpt: excerpt(text, keys.slice(start), marked),
  };
}

// The point that was hit, of a record that holds a whole chapter, and where its words end.
function part({ p = [] }, keys, marked) {
  const rated = p.map(([address, number, heading, start], i) => {
    const own = keys.slice(start, p[i + 1]?.[3] ?? keys.length);
    const named = wordsOf(heading).some((word) => marked.has(fold(word)));
    return { point: [address, number, heading, start, p[i + 1]?.[3]], met: new Set(own.filter((key) => marked.has(key))).size + 2 * named };
  });
  return rated.sort((one, other) => other.met - one.met)[0]?.point;
}

// The words around where most of what was asked for stands, with those words marked.
export function excerpt(text, keys, marked) {
  const long = [...marked].filter((key) => key.length > 3);
  const words = [...text.matchAll(WORD)];
  const hits = words.map((_, i) => marked.has(keys[i]) ? 2 : long.some((key) => keys[i]?.includes(key)) ? 1 : 0);
  let start = 0, most = -1;
  for (let i = 0; i < words.length; i++) {
    const value = hits[i] ? hits.slice(i, i + WORDS_SHOWN - 6).reduce((sum, h, j) => sum + h * (1 - j / 200), 0) : 0;
    if (value > most) { most = value; start = i; }
  }
  start = Math.max(0, start - 6);
  const end = Math.min(words.length, start + WORDS_SHOWN);
  const parts = start ? [{ text: "… ", marked: false }] : [];
  let at = start ? words[start].index : 0;
  for (let i = start; i < end; i++) {
    if (!hits[i]) continue;
    if (words[i].index > at) parts.push({ text: text.slice(at, words[i].index), marked: false });
    at = words[i].index + words[i][0].length;
    parts.push({ text: words[i][0], marked: true });
  }
  const stop = end < words.length ? words[end].index : text.length;
  parts.push({ text: text.slice(at, stop).trimEnd() + (end < words.length ? " …" : ""), marked: false });
  return parts;
}

// --- places that are meant by their number ------------------------------------------------------------------------

const KINDS = { __proto__: null, r: "retningslinje", rl: "retningslinje", retn: "retningslinje", retningslinje: "retningslinje", v: "vedlegg", vedl: "vedlegg", vedlegg: "vedlegg" };
const meant = (word) => KINDS[word.toLowerCase()] ?? KINDS[kindOf(fold(word))];
const PLACE = /^(?:([a-zæøå]+)\.?\s*)?(\d+(?:\.\d+)*)(?:\s*,?\s*(?:(?:pkt|punkt|p)\.?\s*|§\s*)?(\d+(?:\.\d+)*))?\.?$/i;

function place(query, jumps) {
  const asked = query.trim().replace(/\s+/g, " ");
  const found = PLACE.exec(asked);
  const kind = found?.[1] ? meant(found[1]) : "";
  if (found && kind !== undefined) {
    const [document, ...more] = jumps.filter(([k, number]) => number === found[2] && (kind ? k === kind : k === "retningslinje" || (k === "vedlegg" && found[2].includes("."))));
    if (!document || more.length || (!found[1] && !found[3] && !found[2].includes("."))) return null;
    if (!found[3]) return { address: document[2], label: document[3] };
    const point = document[4].split(" ").find((p) => p.split("=")[0] === found[3]);
    if (!point) return null;
    const anchor = point.split("=")[1] ?? `pkt-${found[3].replaceAll(".", "-")}`;
    return { address: `${document[2]}#${anchor}`, label: `${document[3]}, ${found[3]}` };
  }
  return null;
}

function named(query, jumps) {
  const name = wordsOf(query).map(fold).join("");
  const found = name ? jumps.filter((jump) => jump[5].includes(name)) : [];
  return found.length === 1 ? { address: found[0][2], label: found[0][3] } : null;
}

// What a question names among other words, as in «hva er endret i retningslinje 5»: offered, but never gone to unasked.
const CHANGED = /^(endr|historikk|nytt$|revi)/;
function mentioned(query, jumps, called) {
  const words = wordsOf(query);
  let lacks = "";
  for (const [i, word] of words.entries()) {
    const number = words[i + 1];
    const isPlace = meant(word) && /^\d/.test(number ?? "");
    const found = isPlace ? place(`${word} ${number}`, jumps) : named(word, called);
    if (found) {
      const changes = /^(retningslinjer|avtaler)/.test(found.address) && words.some((w) => CHANGED.test(fold(w)));
      return { mention: changes ? { ...found, address: `${found.address}historikk/`, changes } : found };
    }
    // A single letter may mean anything, as the v of «v 2.0».
    if (isPlace && word.length > 1) lacks ||= `${word[0].toUpperCase()}${word.slice(1)} ${number}`;
  }
  return { lacks };
}

// --- what pages use -----------------------------------------------------------------------------------------------

class Engine {
  constructor(root) {
    this.root = root;
    this.main = new Index(new URL("pagefind/", root).href);
    this.more = new Index(new URL("pagefind-mer/", root).href);
  }
  async all(older) {
    this.opened ??= this.main.open();
    if (older) this.openedMore ??= this.more.open().catch(() => null);
    const indexes = [await this.opened, older ? await this.openedMore : null];
    return indexes.filter(Boolean);
  }
  async filters({ older = false } = {}) {
    const groups = {};
    for (const index of await this.all(older)) {
      const counted = await index.pagefind.filters();
      for (const [group, names] of Object.entries(index.about.navn)) {
        for (const [value, label] of Object.entries(names)) {
          const known = (groups[group] ??= new Map()).get(value) ?? { value, label, n: 0 };
          groups[group].set(value, { ...known, n: known.n + (counted[group]?.[value] ?? 0) });
        }
      }
    }
    return Object.fromEntries(Object.entries(groups).map(([g, v]) => [g, [...v.values()]]).filter(([, v]) => v.length > 1));
  }
  async jump(query) {
    const [main] = await this.all(false);
    const law = /^\s*§\s?\d+(?:-\d+)?\s*$/.exec(query);
    if (law) {
      const found = [...(await main.score(fold(query.trim()), {})).values()];
      if (found.length !== 1) return null;
      const { address, document, number, heading } = shown(await contents(found[0]), []);
      return { address, label: [document, number, heading].filter(Boolean).join(" ") };
    }
    return named(query, main.about.kalt) ?? (/\d/.test(query) ? place(query, await main.once("hopp")) : null);
  }
  async search(query, { filters = {}, older = false } = {}) {
    const chosen = Object.fromEntries(Object.entries(filters).filter(([, v]) => v.length).map(([g, v]) => [g, v.length > 1 ? { any: v } : v]));
    const ranked = await Promise.all((await this.all(older)).map((index) => rank(query, index, chosen)));
    const hits = ranked.flat().sort((a, b) => b.score - a.score);
    const main = await this.opened;
    return { hits, total: hits.length, ...mentioned(query, /\d/.test(query) ? await main.once("hopp") : [], main.about.kalt) };
  }
}

export async function open(root) {
  const engine = new Engine(new URL(root, location).href);
  await engine.all(false);
  return engine;
}
