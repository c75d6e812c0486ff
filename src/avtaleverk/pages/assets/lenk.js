// Buttons that copy; without script the fields can be marked and copied by hand.
{
  const answer = document.querySelector("[data-kopi-svar]");
  let last = null;

  function button(words, name, copy, mark) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "knapp knapp--kopi";
    made.textContent = words;
    if (name) made.setAttribute("aria-label", `${words}: ${name}`);
    made.addEventListener("click", async () => {
      if (last) last();
      answer.textContent = "";
      try {
        await copy();
        made.textContent = answer.textContent = answer.dataset.kopiSvar;
        made.removeAttribute("aria-label");
      } catch {
        mark();
        answer.textContent = answer.dataset.kopiFeil;
        answer.classList.remove("skjult");
      }
      last = () => {
        made.textContent = words;
        if (name) made.setAttribute("aria-label", `${words}: ${name}`);
        answer.classList.add("skjult");
      };
    });
    return made;
  }
  const markText = (element) => getSelection().selectAllChildren(element);

  for (const field of document.querySelectorAll("[data-kopier]")) {
    const text = () => field.value ?? field.textContent;
    const mark = () => (field.select ? field.select() : markText(field));
    const name = field.dataset.kopierNavn ?? field.labels?.[0]?.textContent;
    field.after(button(field.dataset.kopier, name, () => navigator.clipboard.writeText(text()), mark));
    // One touch marks all of it.
    field.addEventListener("focus", () => field.select?.());
  }
  for (const link of document.querySelectorAll("[data-kopier-lenke]")) {
    const kind = (type, content) => [type, new Blob([content], { type })];
    const copy = () => {
      const bare = document.createElement("a");
      bare.href = link.href;
      bare.textContent = link.textContent;
      const kinds = [kind("text/html", bare.outerHTML), kind("text/plain", `${bare.textContent}\n${bare.href}`)];
      return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(kinds))]);
    };
    link.after(" ", button(link.dataset.kopierLenke, "", copy, () => markText(link)));
  }
  for (const place of document.querySelectorAll("[data-skriv-ut]")) {
    const print = document.createElement("button");
    print.type = "button";
    print.className = "knapp";
    print.textContent = place.dataset.skrivUt;
    print.addEventListener("click", () => window.print());
    place.before(print, " ");
    place.classList.replace("knapp", "knapp-lenke");
  }
}
