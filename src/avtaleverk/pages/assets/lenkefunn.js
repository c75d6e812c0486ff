// What the link watch shows of its findings; fetched with the rules, which it is given, when somebody asks.
const element = (tag, className, ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
};
const count = ([one, many], n) => (n === 1 ? one : many).replace("{n}", n);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

// The same link on several lines is one finding.
function gathered({ judge, linksIn }, data, text, former) {
  const all = new Map();
  let elsewhere = 0;
  for (const { line, link } of linksIn(text, data, former)) {
    const verdict = judge(link, data, former);
    if (!verdict) { elsewhere++; continue; }
    const same = all.get(link) ?? { link, verdict, lines: new Set() };
    same.lines.add(line);
    all.set(link, same);
  }
  return { all: [...all.values()], elsewhere };
}

// One button at a time says that it has copied; the message says it to those who do not see.
let last = () => {};
function copyButton(address, shown, words, message) {
  const button = element("button", "", words.kopier);
  button.type = "button";
  const rest = () => { button.textContent = words.kopier; button.setAttribute("aria-label", `${words.kopier}: ${address}`); };
  rest();
  button.addEventListener("click", async () => {
    last();
    last = rest;
    try {
      await navigator.clipboard.writeText(address);
      button.removeAttribute("aria-label");
      button.textContent = message.textContent = words.kopiert;
    } catch { getSelection().selectAllChildren(shown); }
  });
  return button;
}
function cure({ cure: address, guess }, words, message) {
  const said = element("span", "lenkefunn-ord", words.kur[!address ? "ingen" : guess ? "gjetning" : "sikker"]);
  if (!address) return element("p", "lenkefunn-kur", said);
  const link = element("a", "lenkefunn-adresse", address);
  if (/^https?:\/\//.test(address)) link.href = address;
  return element("p", "lenkefunn-kur", said, " ", link, " ", copyButton(address, link, words, message));
}
function finding({ link, verdict, lines }, words, message) {
  const place = [...lines].map((n) => words.linje.replace("{n}", n)).join(", ");
  const head = element("p", "lenkefunn-lenke", element("code", "", link), " ", element("span", "lenkefunn-linje", place));
  const said = [words.dom[verdict.kind], words.punkt[verdict.point]].filter(Boolean).join(" ");
  const made = element("li", "lenkefunn", head, element("p", "", filled(said, verdict)));
  if (verdict.cure || verdict.kind !== "ikke-i-kraft") made.append(cure(verdict, words, message));
  return made;
}
function group(name, found, words, message) {
  if (!found.length) return [];
  const list = element("ol", `lenkefunn-liste lenkefunn-liste--${name}`, ...found.map((f) => finding(f, words, message)));
  return [element("h2", "", count(words[name], found.length)), list];
}
function right(found, words) {
  if (!found.length) return [];
  const list = element("ul", "", ...found.map(({ link }) => element("li", "", element("code", "", link))));
  return [element("details", "lenkefunn-riktige", element("summary", "", count(words.riktige, found.length)), list)];
}

export function show({ rules, data, text, former, words, message, answer }) {
  const { all, elsewhere } = gathered(rules, data, text, former);
  const of = (is) => all.filter(({ verdict }) => is(verdict.kind));
  const [wrong, hints, fine] = [of(rules.isWrong), of(rules.isHint), of((kind) => kind === "riktig")];
  answer.replaceChildren(
    ...group("gale", wrong, words, message), ...group("rad", hints, words, message), ...right(fine, words));
  const told = [["gale", wrong.length], ["rad", hints.length], ["riktige", fine.length], ["andre", elsewhere]];
  const sums = told.filter(([, n]) => n).map(([name, n]) => `${count(words[name], n)}.`);
  message.textContent = [...(all.length ? [] : [words.ingen]), ...sums].join(" ");
}
