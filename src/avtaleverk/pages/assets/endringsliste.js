// The register of changes: filters, and what is new since last time. The list is whole without.
{
  const form = document.querySelector(".endringsfilter");
  const entries = [...document.querySelectorAll("[data-endring]")];

  function prepareFilters() {
    const selects = [...form.querySelectorAll("select")];
    const status = form.querySelector("[role=status]");
    const show = () => {
      const chosen = selects.filter((s) => s.value);
      for (const e of entries) e.hidden = !chosen.every((s) => JSON.parse(e.dataset.filter)[s.name].includes(s.value));
      status.textContent = status.dataset.antall.replace("{n}", entries.filter((e) => !e.hidden).length);
      const query = `${new URLSearchParams(chosen.map((s) => [s.name, s.value]))}`.replaceAll("%2F", "/");
      try { history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash); }
      catch { /* no server */ }
    };
    const choose = (asked) => {
      for (const s of selects) {
        s.value = asked.get(s.name) ?? "";
        if (!s.value) s.selectedIndex = 0;
      }
      show();
    };
    form.addEventListener("change", show);
    form.querySelector("button").addEventListener("click", () => choose(new Map()));
    choose(new URLSearchParams(location.search));
  }

  // By id, not by date: what is published late is new. The visits of one day are one.
  // Nothing is kept before the reader has asked for it.
  function tellSinceLast() {
    const notice = document.querySelector("[data-besok]");
    const { besok: key, tilbud, husket, ingen, en, flere, glemt, husk, glem } = notice.dataset;
    const [words, button] = [notice.querySelector("p"), notice.querySelector("button")];
    const dag = new Date().toLocaleDateString("sv"); // 2026-11-12
    const noon = (visit) => new Date(`${visit?.dag}T12:00`);
    let last;
    try { last = JSON.parse(localStorage.getItem(key)); } catch { /* not ours */ }
    const asked = noon(last) > 0 && Array.isArray(last.sett);
    last = [last?.dag === dag && last.for, last].find((visit) => noon(visit) > 0 && Array.isArray(visit.sett));
    const kept = { dag, sett: entries.map((e) => e.dataset.endring), for: last && { dag: last.dag, sett: last.sett } };
    const keep = () => { try { localStorage.setItem(key, JSON.stringify(kept)); return true; } catch { return false; } };
    const say = (said, next) => { words.textContent = said; button.textContent = next; };
    const fresh = entries.filter((e) => last && !last.sett.includes(e.dataset.endring));
    const chip = document.querySelector("[data-ny]").content;
    for (const e of fresh) e.firstElementChild.append(" ", chip.cloneNode(true));
    const day = noon(last).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    const count = [ingen, en][fresh.length] ?? flere;
    say(last ? count.replace("{dag}", day).replace("{n}", fresh.length) : tilbud, last ? glem : husk);
    if (asked) keep();
    button.onclick = () => {
      if (button.textContent === husk) { if (keep()) say(husket, glem); return; }
      try { localStorage.removeItem(key); } catch { return; }
      for (const chip of document.querySelectorAll(".endringspost .merke--ny")) chip.remove();
      say(glemt, husk);
    };
    try { localStorage.setItem(`${key}?`, ""); localStorage.removeItem(`${key}?`); notice.hidden = false; }
    catch { notice.hidden = !last; }
  }

  if (form) { prepareFilters(); tellSinceLast(); }
}
