// What the search knows of words: how they are spelled, and the lexicon, in which a form leads to its keys.
// How words are spelled and numbered is the same as in search/words.py; a table in the tests holds the two together.
export const WORD = /§\s?\d+(?:-\d+)?|\d+(?:\.\d+)*|[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+/g;
const SPELLED = { æ: "ae", ä: "ae", ø: "o", ö: "o", å: "a", đ: "d", ŋ: "n", ŧ: "t", ß: "ss" };
export const END = "q";
const NUMBERED = /^(retningslinj?[ae]|vedlegg|punkt|pkt)(?:en|a|e|er|et|n|r)?$/;
const ENDINGS = ["ast", "est", "st", "anes", "enes", "ane", "ene", "ens", "ers", "ar", "er", "en", "et", "es", "as", "te", "de", "a", "e", "s", "t", "n", "r"];
const NEAR = 0.7, NEARISH = 0.45, BEGINS = 0.7, HALF = 0.6, KIN = 0.35;
const MANY = 3000;

export function fold(word) {
  if (word[0] === "§") return `par${word.slice(1).trim().replaceAll("-", "x")}`;
  if (/\d/.test(word[0])) return `n${word.replaceAll(".", "x")}`;
  const spelled = word.normalize("NFC").toLowerCase().replace(/[æäøöåđŋŧß]/g, (c) => SPELLED[c]);
  return spelled.normalize("NFKD").replace(/[^a-z]/g, "").replaceAll("aa", "a").replaceAll("oe", "o") || "x";
}
export const kindOf = (word) => NUMBERED.exec(word)?.[1].replace(/^retningslin.+/, "retningslinje").replace("pkt", "punkt");
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
export class Index {
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
export const sure = (list) => list.filter((way) => way.weight > 0.4);
const less = (list, part) => list.map((way) => ({ ...way, weight: way.weight * part }));
const ways = (written) => written.split(" ").map((k) => { const [key, sure] = k.split("~"); return { keys: [key], weight: (sure ?? 10) / 10 }; });
