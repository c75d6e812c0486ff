// The dialog of the search, one key away on every page.
// The address is the one that the page asked for, mark and all, so that it is the same module.
const here = new URL(import.meta.url);
const { PAGE, asker, fill, goToPlace, make, rows, warm, words } = await import(new URL(`sok.js${here.search}`, here).href);
const IN_DIALOG = 6;

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
  const hits = make("ol", { className: "treffliste treffliste--tett" });
  hits.setAttribute("role", "list");
  hits.dataset.sokTreff = "";
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
  const stops = [input, ...hits.querySelectorAll("[data-treff]"), all];
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

function prepare() {
  const parts = build();
  const { dialog, form, input, close, message, hits, help, all } = parts;
  const query = () => input.value.trim();
  const address = () => `${PAGE}${query() && `?${new URLSearchParams({ sok: query() })}`}`;
  const { run, soon } = asker({
    field: input, message, hits, question: () => ({ query: query(), filters: {}, older: false }),
    prepare: (found) => rows(found, 0, IN_DIALOG, "p"),
    done: (asked, found) => {
      help.hidden = Boolean(asked);
      all.textContent = found.total > IN_DIALOG ? fill(words.alle_n, { n: found.total }) : words.alle;
    },
    fail: () => {
      help.hidden = true;
      all.textContent = words.se_lista;
      return words.feil_vindu;
    },
  });
  input.addEventListener("input", () => { all.href = address(); soon(); });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!query()) return;
    if (await goToPlace(query(), (place) => location.assign(place))) dialog.close();
    else location.assign(address());
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
let opens;
export const open = () => (opens ??= prepare())();
