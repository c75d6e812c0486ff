{
  const form = document.querySelector("[data-perioder]");
  const now = new Date();
  const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);

  // Answers from the periods that stand in the table too, and asks nobody.
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const asked = form.dag.value, ahead = asked >= today;
    const p = JSON.parse(form.dataset.perioder).find((p) => (p.fra ?? "") <= asked && asked <= (p.til ?? "9999-12-31"));
    const key = !p ? "foer" : !p.versjon ? (ahead ? "ingenNaa" : "ingen")
      : ahead ? "gjelder" : p.fra ? "gjaldt" : "uoppgitt";
    const day = new Date(asked).toLocaleDateString("nb-NO", { dateStyle: "long", timeZone: "UTC" });
    const [before, after] = JSON.parse(form.dataset.ord)[key].replace("{day}", day).split("{version}");
    const link = Object.assign(document.createElement("a"), { href: p?.adresse, textContent: p?.versjon });
    form.querySelector("[role=status]").replaceChildren(before, ...(after ? [link, after] : []));
  });

  // The picture is as old as the page: its words follow the list, and its «I dag» becomes a date.
  const words = document.querySelectorAll(".tidslinje [data-ord]");
  document.querySelectorAll(".tidsbilde-ord").forEach((word, n) => { word.textContent = words[n].textContent; });
  const line = document.querySelector("[data-idag]");
  if (line && document.body.dataset.bygd !== today) line.textContent = line.dataset.idag;
}
