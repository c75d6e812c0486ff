// The link watch: what is pasted is judged here, and goes nowhere. The rules and the addresses come when they are asked for.
{
  const form = document.querySelector("[data-lenkevakt]");
  const [field, former] = form.querySelectorAll("textarea, input");
  const message = document.querySelector("[data-lenkevakt-melding]");
  const answer = document.querySelector("[data-lenkevakt-svar]");
  const words = JSON.parse(form.dataset.ord);
  const here = document.currentScript.src;
  let ready;

  async function load() {
    const [rules, shown, response] = await Promise.all([
      import(here.replace("lenkevakt.js", "lenkeregler.js")), import(here.replace("lenkevakt.js", "lenkefunn.js")),
      fetch(form.dataset.lenker),
    ]);
    if (!response.ok) throw new Error(response.status);
    return { rules, show: shown.show, data: rules.readData(await response.json()) };
  }
  async function check() {
    answer.replaceChildren();
    const text = field.value;
    if (!text.trim()) { message.textContent = words.tomt; field.focus(); return; }
    message.textContent = words.henter;
    try {
      ready ??= load();
      const { rules, show, data } = await ready;
      show({ rules, data, text, former: former.value.split(/[\s,]+/).filter(Boolean), words, message, answer });
    } catch { ready = undefined; message.textContent = words.feil; }
  }

  // A text field makes signs of entities, and never elements of anything.
  function unescaped(text) {
    const made = document.createElement("textarea");
    made.innerHTML = text.replaceAll("<", "&lt;");
    return made.value.trim();
  }
  // Of a link that is pasted, a field keeps the words alone; the address is what we need.
  field.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    const text = event.clipboardData.getData("text/plain");
    const links = [...html.matchAll(/<a\s[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map((m) => unescaped(m[1] ?? m[2]));
    const hidden = [...new Set(links)].filter((href) => /^https?:/i.test(href) && !text.includes(href));
    if (!text || !hidden.length) return;
    event.preventDefault();
    field.setRangeText(`${text}\n${hidden.join("\n")}\n`, field.selectionStart, field.selectionEnd, "end");
    message.textContent = words.skjulte;
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); check(); });
}
