
// Everything here makes the file easier to use; without it the file is a document with contents that lead to each text.
const texts = JSON.parse(document.body.dataset.tekster);
const make = (tag, props = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
};
document.documentElement.classList.add("skript");
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// What is true today, and not only on the day the file was made.
const ICONS = {
  gjeldende: '<circle cx="10" cy="10" r="8"/><path d="m6.2 10.4 2.6 2.6 5-5.6"/>',
  historisk: '<circle cx="10" cy="10" r="8"/><path d="M10 5.4V10l3 2"/>',
  forslag: '<path d="M4 16l.8-3.6L13 4.2l2.8 2.8-8.2 8.2z"/><path d="m11.4 5.8 2.8 2.8"/>',
  utlopt: '<circle cx="10" cy="10" r="8"/><path d="M6 10h8"/>',
};
const OLD = 30;
const now = new Date();
const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
function showStatusOfToday() {
  let changed = 0;
  for (const element of document.querySelectorAll("[data-kommer]")) {
    const due = JSON.parse(element.dataset.kommer).filter((change) => change.fra <= today).at(-1);
    if (!due || !ICONS[due.tone]) continue;
    const kind = element.classList[0];
    element.className = `${kind} ${kind}--${due.tone}`;
    element.querySelector("[data-ord]").textContent = due.ord;
    element.querySelector("svg").innerHTML = ICONS[due.tone];
    const note = element.querySelector("[data-bygd-tekst]");
    if (!note) continue;
    note.textContent = texts.siden;
    changed += 1;
  }
  return changed;
}
function showAge(changed) {
  const notice = document.querySelector("[data-alder]");
  const days = Math.round((Date.parse(today) - Date.parse(document.body.dataset.laget)) / 864e5);
  // A clock that is set before the file was made says nothing about its age.
  if (days >= 0) notice.querySelector("[data-alder-ord]").textContent = fill([texts.idag, texts.igar][days] ?? texts.dager, { n: days });
  if (changed) notice.querySelector("[data-alder-endret]").textContent = fill(changed === 1 ? texts.endret_en : texts.endret, { n: changed });
  if (days <= OLD && !changed) return;
  notice.className = "beskjed beskjed--historisk";
  notice.querySelector("svg").innerHTML = ICONS.historisk;
}

// Text as it is compared: small letters, no accents, and æ, ø and å as those write them who have no such keys.
const SPELLED = { "æ": "ae", "ø": "o", "ö": "o", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss" };
const bare = (letter) => SPELLED[letter] ?? letter.normalize("NFD").replace(/\p{M}/gu, "");
const folded = (text) => text.toLowerCase().replace(/[æøöđŋŧß]/g, (letter) => SPELLED[letter])
  .normalize("NFD").replace(/\p{M}/gu, "").replace(/aa+/g, "a").replace(/oe+/g, "o");
// The same, letter by letter, with where in the text each of them stands.
function foldedWithPlaces(text) {
  let out = "";
  const places = [];
  let index = 0;
  for (const letter of text) {
    for (const plain of bare(letter.toLowerCase())) {
      const last = out.at(-1);
      if ((plain === "a" && last === "a") || (plain === "e" && last === "o")) continue;
      out += plain;
      for (let n = 0; n < plain.length; n += 1) places.push(index);
    }
    index += letter.length;
  }
  places.push(text.length);
  return { out, places };
}
const LETTER = /[\p{L}\p{N}]/u;
const wordsOf = (text) => folded(text).match(/[\p{L}\p{N}]+(?:[.-][\p{L}\p{N}]+)*/gu) ?? [];
const isNumber = (word) => /^\d+(?:\.\d+)*$/.test(word);

// Each point is found by itself; what stands before the first one belongs to the document.
let points;
function readPoints() {
  const found = [];
  const add = (anchor, about, number, heading, elements) => {
    const text = elements.map((e) => e.textContent).join(" ").replace(/\s+/g, " ").trim();
    found.push({ anchor, about, number, heading, elements, text, inHeading: folded(heading), inText: folded(text), inAbout: folded(about) });
  };
  for (const part of document.querySelectorAll(".fil-dokument")) {
    const title = part.querySelector("h2").textContent;
    const about = [part.dataset.navn, title].filter(Boolean).join(" ");
    let current = { anchor: part.id, number: "", heading: about, within: "", elements: [...part.querySelectorAll(".kort-fortalt")] };
    let numbered = "";
    const close = () => add(current.anchor, [about, current.within].filter(Boolean).join(" · "), current.number, current.heading, current.elements);
    for (const element of part.querySelector(".tekst").children) {
      if (!element.classList.contains("punkt-hode")) { current.elements.push(element); continue; }
      close();
      const heading = element.querySelector(".punkt-tittel");
      const number = heading.querySelector(".punkt-nr")?.textContent.replace("§", "").trim() ?? "";
      const words = heading.textContent.trim();
      // A heading without a number, such as «Oppgaver», says little without the point it stands in.
      current = { anchor: heading.id, number, heading: words, within: number ? "" : numbered, elements: [] };
      if (number) numbered = words;
    }
    close();
  }
  for (const list of document.querySelectorAll(".fil-liste"))
    for (const entry of list.querySelectorAll("dl > div"))
      add(entry.id, texts[list.id], "", entry.querySelector("dt").textContent.trim(), [entry.querySelector("dd")]);
  return found;
}

// How well a word fits: in the heading before the text, whole before the beginning of a word before inside of one.
function rank(text, word) {
  let best = 0;
  for (let at = text.indexOf(word); at >= 0 && best < 3; at = text.indexOf(word, at + 1)) {
    const starts = at === 0 || !LETTER.test(text[at - 1]);
    const ends = at + word.length === text.length || !LETTER.test(text[at + word.length]);
    best = Math.max(best, starts && ends ? 3 : starts ? 2 : 1);
  }
  return best;
}
function fit(point, word) {
  if (isNumber(word)) {
    if (point.number === word) return 60;
    const whole = new RegExp(`(?<![\\d.])${word.replaceAll(".", "\\.")}(?![\\d]|\\.\\d)`);
    return whole.test(point.inAbout) ? 25 : whole.test(point.inText) || whole.test(point.inHeading) ? 5 : 0;
  }
  const heading = [0, 18, 30, 40][rank(point.inHeading, word)];
  const text = [0, 3, 7, 10][rank(point.inText, word)];
  return heading + text || [0, 2, 4, 6][rank(point.inAbout, word)];
}
// Endings are left out one letter at a time where nothing has the word as it is written.
function asWritten(word) {
  for (let form = word; form.length >= Math.min(4, word.length); form = form.slice(0, -1)) {
    if (isNumber(word) || points.some((p) => p.inHeading.includes(form) || p.inText.includes(form))) return form;
  }
  return word;
}
function search(query) {
  points ??= readPoints();
  const words = [...new Set(wordsOf(query))].map(asWritten);
  const scored = points.map((point) => {
    const fits = words.map((word) => fit(point, word));
    return { point, fits, has: fits.filter(Boolean).length };
  }).filter((hit) => hit.has);
  // A word that few points have tells more than one that most of them have.
  const weights = words.map((_, i) => Math.log(1 + points.length / (1 + scored.filter((hit) => hit.fits[i]).length)));
  for (const hit of scored) hit.score = hit.fits.reduce((sum, n, i) => sum + n * weights[i], 0);
  const all = scored.filter((hit) => hit.has === words.length);
  const hits = (all.length ? all : scored).sort((a, b) => b.score - a.score);
  return { words, hits, isWhole: all.length > 0 };
}

function marked(text, words) {
  const { out, places } = foldedWithPlaces(text);
  const spans = [];
  for (const word of words.filter((w) => !isNumber(w)))
    for (let at = out.indexOf(word); at >= 0; at = out.indexOf(word, at + word.length)) {
      if (word.length < 3 && LETTER.test(out[at - 1] ?? " ")) continue;
      spans.push([places[at], places[at + word.length]]);
    }
  spans.sort((a, b) => a[0] - b[0]);
  const pieces = [];
  let done = 0;
  for (const [start, end] of spans) {
    if (start < done || start === end) continue;
    pieces.push(text.slice(done, start), make("mark", { textContent: text.slice(start, end) }));
    done = end;
  }
  return { pieces: [...pieces, text.slice(done)], first: spans[0]?.[0] ?? 0 };
}
const AROUND = 90;
function excerpt(text, words) {
  const { first } = marked(text, words);
  const start = first > AROUND ? text.indexOf(" ", first - AROUND) + 1 : 0;
  const cut = text.slice(start, start + 3 * AROUND);
  const end = start + cut.length < text.length ? cut.lastIndexOf(" ") : cut.length;
  return [start ? "… " : "", ...marked(cut.slice(0, end), words).pieces, start + end < text.length ? " …" : ""];
}
function unmark() {
  for (const mark of document.querySelectorAll("main mark")) {
    const parent = mark.parentNode;
    mark.replaceWith(mark.textContent);
    parent.normalize();
  }
}
function markIn(elements, words) {
  unmark();
  for (const element of elements) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const { pieces } = marked(node.data, words);
      if (pieces.length > 1) node.replaceWith(...pieces);
    }
  }
}

const SHOWN = 20;
function prepareSearch() {
  const area = document.querySelector(".fil-sok");
  const input = area.querySelector("input");
  const message = area.querySelector("[role=status]");
  const list = area.querySelector("ol");
  const row = ({ point }, words) => {
    const link = make("a", { href: `#${encodeURIComponent(point.anchor)}` }, ...marked(point.heading, words).pieces);
    link.addEventListener("click", () => markIn(point.elements, words));
    const about = point.about === point.heading ? [] : [make("p", { className: "dempet", textContent: point.about })];
    return make("li", {}, link, ...about, make("p", {}, ...excerpt(point.text, words)));
  };
  const show = () => {
    const query = input.value.trim();
    const { words, hits, isWhole } = query ? search(query) : { words: [], hits: [], isWhole: true };
    const n = hits.length;
    list.hidden = n === 0;
    list.replaceChildren(...hits.slice(0, SHOWN).map((hit) => row(hit, words)));
    if (!words.length) { message.textContent = ""; unmark(); return; }
    const said = [fill(n === 0 ? texts.ingen : n === 1 ? texts.treff_en : texts.treff, { n, query }) + (n > SHOWN ? ` (${fill(texts.beste, { n: SHOWN })})` : "")];
    if (n && !isWhole) said.push(texts.noen);
    message.textContent = said.join(". ");
  };
  let waiting = 0;
  const answer = () => { clearTimeout(waiting); waiting = 0; show(); };
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(answer, 120); });
  // Who leaves the field before the answer has come must not land on a hit that the answer takes away.
  input.addEventListener("keydown", (event) => { if (event.key === "Enter" || (event.key === "Tab" && waiting)) answer(); });
  document.querySelector(".fil-opp").addEventListener("click", () => setTimeout(() => input.focus()));
}

showAge(showStatusOfToday());
prepareSearch();
