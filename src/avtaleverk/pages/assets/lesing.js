// What helps to read and to cite one text: copied links, citations, abbreviations explained where they stand.
{
  const mark = (element) => {
    element.tabIndex = -1;
    element.focus();
    getSelection().selectAllChildren(element);
  };
  const rich = (html, text) => navigator.clipboard.write([new ClipboardItem({
    "text/html": new Blob([html], { type: "text/html" }), "text/plain": new Blob([text], { type: "text/plain" }),
  })]);

  // The forms of a citation, as the page itself writes them for the whole text.
  const escaped = (words) => words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const plain = (words) => words.replace(/[\\`*_[\]]/g, "\\$&").replace(/[&<>|~]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  function cited(data, name, newest, fixed) {
    const { versjon, godkjent, nyesteOrd } = data;
    const link = (address, words) => `<a href="${escaped(address)}">${escaped(words)}</a>`;
    const version = versjon[0].toUpperCase() + versjon.slice(1);
    return {
      tekst: `${name}, ${versjon}${godkjent}\n${nyesteOrd}: ${newest}\n${version}: ${fixed}`,
      markdown: `[${plain(name)}](${newest}), [${plain(versjon)}](${fixed})${plain(godkjent)}`,
      html: `${link(newest, name)}, ${link(fixed, versjon)}${escaped(godkjent)}`,
    };
  }
  function prepareCiting(box, status, forms) {
    const said = document.querySelector(".siter [role=status]").dataset;
    box.addEventListener("click", async (event) => {
      const kind = event.target.closest("[data-siter]")?.dataset.siter;
      if (!kind) return;
      box.querySelector(".siter-merket")?.remove();
      status.textContent = "";
      try {
        await (kind === "lenker" ? rich(forms.html, forms.tekst) : navigator.clipboard.writeText(forms[kind]));
        status.textContent = said.kopiert;
      } catch {
        // What was to be copied is shown and marked instead, as links where it was to have links.
        const shown = make("pre", { className: "siter-merket" });
        if (kind === "lenker") shown.append(...new DOMParser().parseFromString(forms.html, "text/html").body.childNodes);
        else shown.textContent = forms[kind];
        status.textContent = said.merket;
        status.after(shown);
        mark(shown);
      }
    });
  }
  function prepareCitingOfText(details) {
    const [tekst, markdown, html] = [...details.querySelectorAll(".siter-former pre")].map((form) => form.textContent);
    prepareCiting(details, details.querySelector("[role=status]"), { tekst, markdown, html });
  }
  function citingOfClause(details, link, now, anchor) {
    const { punkt, nyeste, fast, versjon, godkjent } = details.dataset;
    const name = link.dataset.navn;
    const words = make("p", { className: "siter-ord" }, make("strong", { textContent: `${punkt}:` }), ` ${name}, ${versjon}${godkjent}`);
    const box = make("div", { className: "kopi-siter", role: "group", ariaLabel: punkt }, words, details.querySelector(".siter-knapper").cloneNode(true));
    return [box, cited(details.dataset, name, nyeste + now, fast + anchor)];
  }

  // "Copy link to the clause": the text in force first, this very version second.
  function closeCopy(box, opener) {
    box.remove();
    opener.setAttribute("aria-expanded", "false");
  }
  function openCopy(link, article) {
    const anchor = link.getAttribute("href");
    const status = make("p");
    status.setAttribute("role", "status");
    // In the text in force the clause may have another number than in the version that is shown.
    const now = link.dataset.na ? `#${link.dataset.na}` : anchor;
    const button = (words, help, base, anchor) => {
      const made = make("button", { type: "button", className: "kopi-lenke" }, make("strong", { textContent: words }), help);
      made.addEventListener("click", async () => {
        const address = new URL(base, location).href + anchor;
        // The same words once more are said once more.
        status.textContent = "";
        try { await navigator.clipboard.writeText(address); status.textContent = texts.kopiert; }
        catch { status.textContent = address; getSelection().selectAllChildren(status); }
      });
      return made;
    };
    const { gjeldende, fast, versjon } = article.dataset;
    const box = make("div", { className: "kopi" }, button(texts.gjeldende, texts.gjeldende_hjelp, gjeldende, now));
    if (article.closest("[lang]") !== document.documentElement || link.closest("[lang]") !== document.documentElement) box.lang = document.documentElement.lang;
    if (fast) box.append(button(texts.fast, texts.fast_hjelp.replace("{nr}", versjon), fast, anchor));
    const details = article.querySelector(".siter");
    if (details && link.dataset.navn) {
      const [group, forms] = citingOfClause(details, link, now, anchor);
      box.append(group);
      prepareCiting(box, status, forms);
    }
    box.append(status);
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { closeCopy(box, link); link.focus(); }
    });
    link.parentElement.after(box);
    link.setAttribute("aria-expanded", "true");
    box.querySelector("button").focus();
  }
  function prepareCopyLinks() {
    for (const link of document.querySelectorAll("article[data-gjeldende] .punkt-lenke")) {
      link.setAttribute("role", "button");
      link.setAttribute("aria-expanded", "false");
      const toggle = (event) => {
        event.preventDefault();
        const open = link.parentElement.nextElementSibling;
        if (open?.classList.contains("kopi")) return closeCopy(open, link);
        for (const other of document.querySelectorAll(".kopi")) closeCopy(other, other.previousElementSibling.querySelector(".punkt-lenke"));
        openCopy(link, link.closest("article"));
      };
      link.addEventListener("click", toggle);
      link.addEventListener("keydown", (event) => { if (event.key === " ") toggle(event); });
    }
  }

  // An abbreviation leads to the glossary; with script its words are shown where it stands.
  function explain(link) {
    const source = document.getElementById(link.getAttribute("aria-describedby"));
    const box = make("div", { className: "ordboks", lang: document.documentElement.lang, popover: "auto" });
    box.append(...source.cloneNode(true).childNodes, make("a", { href: link.href, textContent: source.parentElement.dataset.mer }));
    link.after(box);
    box.showPopover();
    let word;
    const place = () => {
      word = link.getBoundingClientRect();
      const own = box.getBoundingClientRect();
      const below = word.bottom + 6 + own.height < innerHeight || word.top < own.height + 6;
      box.style.left = `${Math.max(8, Math.min(word.left, document.documentElement.clientWidth - own.width - 8))}px`;
      box.style.top = `${below ? word.bottom + 6 : word.top - own.height - 6}px`;
    };
    // It lies over the page and would stay behind when the word moves.
    const follow = () => { if (Math.abs(link.getBoundingClientRect().top - word.top) > 24) box.hidePopover(); };
    addEventListener("scroll", follow, { passive: true });
    addEventListener("resize", place);
    box.addEventListener("toggle", (event) => {
      link.setAttribute("aria-expanded", String(event.newState === "open"));
      if (event.newState === "open") return;
      removeEventListener("scroll", follow);
      removeEventListener("resize", place);
      box.remove();
    });
    place();
  }
  function prepareAbbreviations() {
    if (!("popover" in HTMLElement.prototype)) return;
    for (const link of document.querySelectorAll(".forkortelse")) {
      link.setAttribute("aria-expanded", "false");
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        if (link.getAttribute("aria-expanded") === "false") explain(link);
      });
    }
  }

  // A table that is wider than the text is a part of its own, with a name, which the arrow keys move.
  function prepareTables() {
    const fit = () => {
      for (const part of document.querySelectorAll(".tekst .tabell")) {
        const wide = part.scrollWidth > part.clientWidth;
        if (!wide) { for (const name of ["tabindex", "role", "aria-label"]) part.removeAttribute(name); continue; }
        part.tabIndex = 0;
        part.setAttribute("role", "region");
        part.setAttribute("aria-label", part.closest(".tekst").dataset.tabell);
      }
    };
    fit();
    addEventListener("resize", fit);
  }

  // Back to the contents: opened, with the keyboard on them.
  function prepareWayBack() {
    document.querySelector(".leselinje-innhold")?.addEventListener("click", (event) => {
      event.preventDefault();
      const details = document.querySelector(".innhold details");
      details.open = true;
      details.scrollIntoView();
      details.firstElementChild.focus({ preventScroll: true });
    });
  }

  prepareCopyLinks();
  prepareWayBack();
  for (const details of document.querySelectorAll(".siter")) prepareCitingOfText(details);
  prepareAbbreviations();
  prepareTables();
}
