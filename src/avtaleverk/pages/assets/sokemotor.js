// The search itself: what was typed becomes keys of the lexicon, Pagefind scores each key, and the sum ranks the hits.
// With the mark of this very file, so that both are of one edition.
const here = new URL(import.meta.url);
const { END, Index, WORD, fold, kindOf, sure, wordsOf } = await import(new URL(`sokeord.js${here.search}`, here).href);
const WORDS_SHOWN = 34, LOOKED_INTO = 10, TOGETHER = 0.5, MOST_WAYS = 3, SELDOM = 20, FEW = 5;

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
function excerpt(text, keys, marked) {
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
      return { mention: changes ? { ...found, address: `${found.address}historikk/#tidslinje`, changes } : found };
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
