// The link watch: what is pasted is judged here, and goes nowhere. The rules and the addresses come when they are asked for.
{
  const form = document.querySelector("[data-lenkevakt]");
  const [field, former] = form.querySelectorAll("textarea, input");
  const message = document.querySelector("[data-lenkevakt-melding]");
  const answer = document.querySelector("[data-lenkevakt-svar]");
  const words = JSON.parse(form.dataset.ord);
  const source = new URL(document.currentScript.src);
  const rulesAt = new URL(`lenkeregler.js${source.search}`, source);
  const element = (tag, className, ...children) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
  const count = ([one, many], n) => (n === 1 ? one : many).replace("{n}", n);
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  // A text field makes signs of entities, and never elements of anything.
  const unescaped = (text) => {
    const made = document.createElement("textarea");
    made.innerHTML = text.replaceAll("<", "&lt;");
    return made.value;
  };
  let ready;

  async function load() {
    const [rules, response] = await Promise.all([import(rulesAt), fetch(form.dataset.lenker)]);
    if (!response.ok) throw new Error(response.status);
    return { rules, data: rules.readData(await response.json()) };
  }

  // The same link on several lines is one finding.
  function judged({ rules, data }, text, old) {
    const all = new Map();
    let elsewhere = 0;
    for (const { line, link } of rules.linksIn(text, data, old)) {
      const verdict = rules.judge(link, data, old);
      if (!verdict) { elsewhere++; continue; }
      const same = all.get(link) ?? { link, verdict, lines: [] };
      same.lines.push(line);
      all.set(link, same);
    }
    return { all: [...all.values()], elsewhere };
  }

  function cure({ cure: address, guess }) {
    const said = element("span", "lenkefunn-ord", words.kur[!address ? "ingen" : guess ? "gjetning" : "sikker"]);
    if (!address) return element("p", "lenkefunn-kur", said);
    const link = element("a", "lenkefunn-adresse", address);
    if (/^https?:\/\//.test(address)) link.href = address;
    const button = element("button", "", words.kopier);
    button.type = "button";
    button.setAttribute("aria-label", `${words.kopier}: ${address}`);
    button.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(address); message.textContent = words.kopiert; }
      catch { getSelection().selectAllChildren(link); }
    });
    return element("p", "lenkefunn-kur", said, " ", link, " ", button);
  }
  function finding({ link, verdict, lines }) {
    const place = lines.filter(Boolean).map((n) => words.linje.replace("{n}", n)).join(", ");
    const head = element("p", "lenkefunn-lenke", element("code", "", link));
    if (place) head.append(" ", element("span", "dempet", place));
    const said = [words.dom[verdict.kind], words.punkt[verdict.point]].filter(Boolean).join(" ");
    const what = element("p", "", filled(said, verdict));
    return element("li", "lenkefunn", head, what, ...(verdict.cure || !["ikke-i-kraft"].includes(verdict.kind) ? [cure(verdict)] : []));
  }
  function group(name, found) {
    if (!found.length) return [];
    const list = element("ol", `lenkefunn-liste lenkefunn-liste--${name}`, ...found.map(finding));
    return [element("h2", "", count(words[name], found.length)), list];
  }
  function right(found) {
    if (!found.length) return [];
    const list = element("ul", "", ...found.map(({ link }) => element("li", "", element("code", "", link))));
    return [element("details", "lenkefunn-riktige", element("summary", "", count(words.riktige, found.length)), list)];
  }

  async function check() {
    answer.replaceChildren();
    if (!field.value.trim()) { message.textContent = words.tomt; field.focus(); return; }
    message.textContent = words.henter;
    try {
      ready ??= load();
      const { rules } = await ready;
      const { all, elsewhere } = judged(await ready, field.value, former.value.split(/[\s,]+/).filter(Boolean));
      const wrong = all.filter(({ verdict }) => rules.isWrong(verdict.kind));
      const hints = all.filter(({ verdict }) => rules.isHint(verdict.kind));
      const fine = all.filter(({ verdict }) => verdict.kind === "riktig");
      answer.replaceChildren(...group("gale", wrong), ...group("rad", hints), ...right(fine));
      const told = [["gale", wrong.length], ["rad", hints.length], ["riktige", fine.length], ["andre", elsewhere]];
      const sums = told.filter(([, n]) => n).map(([name, n]) => `${count(words[name], n)}.`);
      message.textContent = [...(all.length ? [] : [words.ingen]), ...sums].join(" ");
    } catch { ready = undefined; message.textContent = words.feil; }
  }

  // Of a link that is pasted, a text field keeps the words alone; the address is what we need.
  field.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    const text = event.clipboardData.getData("text/plain");
    if (!html || !text) return;
    const links = [...html.matchAll(/<a\s[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map((m) => unescaped(m[1] ?? m[2]).trim());
    const hidden = [...new Set(links)].filter((href) => /^https?:/i.test(href) && !text.includes(href));
    if (!hidden.length) return;
    event.preventDefault();
    field.setRangeText(`${text}\n${hidden.join("\n")}\n`, field.selectionStart, field.selectionEnd, "end");
    message.textContent = words.skjulte;
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); check(); });
}
