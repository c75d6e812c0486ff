/* Starts the forms (Decap CMS) with the settings that the server gives, in Norwegian, and shows the text of a
   proposal with every change from the text in force marked. */
"use strict";
window.CMS_MANUAL_INIT = true;

(() => {
  const WAIT = 350;

  const merged = (...sets) => {
    const found = {};
    for (const set of sets) {
      for (const [name, value] of Object.entries(set || {})) {
        found[name] = value && typeof value === "object" ? merged(found[name], value) : value;
      }
    }
    return found;
  };

  /* The forms speak Norwegian for two thirds of what they say; the rest is ours. */
  const speak = (locale, words) => {
    CMS.registerLocale(locale, merged(CMS.getLocale("en"), CMS.getLocale(locale), words));
  };

  const preview = (told) =>
    createClass({
      getInitialState: () => ({ html: "", against: "", count: null, fault: "" }),
      componentDidMount() { this.ask(); },
      componentDidUpdate(before) {
        if (this.body(before) !== this.body(this.props)) {
          clearTimeout(this.timer);
          this.timer = setTimeout(() => this.ask(), WAIT);
        }
      },
      componentWillUnmount() { clearTimeout(this.timer); this.turn = null; },
      body: (props) => props.entry.getIn(["data", "body"]) || "",
      async ask() {
        if (!told.preview) return;
        const turn = (this.turn = {});
        try {
          const asked = JSON.stringify({ path: this.props.entry.get("path"), body: this.body(this.props) });
          const answer = await fetch(told.preview.url, { method: "POST", headers: { "Content-Type": "application/json" }, body: asked });
          const said = await answer.json();
          if (turn !== this.turn) return;
          if (!answer.ok) throw new Error(said.error);
          this.setState({ html: said.html, against: said.mot, count: said.antall, fault: "" });
        } catch (error) {
          if (turn === this.turn) this.setState({ fault: error.message });
        }
      },
      render() {
        const { html, against, fault } = this.state;
        const words = told.words.preview;
        if (fault || !told.preview) {
          return h("main", { className: "tekst" }, h("p", {}, fault || words.hosted), h("pre", {}, this.body(this.props)));
        }
        const about = against ? words.against.replace("{number}", against) : words.new;
        return h("main", { className: "tekst" },
          h("p", {}, h("strong", {}, html && about)),
          h("div", { dangerouslySetInnerHTML: { __html: html } }));
      },
    });

  /* The forms tell why something was not saved in a note that is soon gone. Here it stands until it has been read. */
  const told_until_read = (place, words) => {
    const note = Object.assign(document.createElement("div"), { className: "skjema-ulagret", hidden: true });
    const lines = document.createElement("div");
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: words.close });
    note.setAttribute("role", "alert");
    close.addEventListener("click", () => { note.hidden = true; });
    note.append(Object.assign(document.createElement("strong"), { textContent: words.title }), lines, close);
    document.body.append(note);
    const tell = (why) => {
      lines.replaceChildren(...why.split("\n").map((line) => Object.assign(document.createElement("p"), { textContent: line })));
      note.hidden = false;
    };
    const plain = window.fetch;
    window.fetch = async (address, request) => {
      if (address !== place || !String(request?.body).includes('"persistEntry"')) return plain(address, request);
      note.hidden = true;
      try {
        const answer = await plain(address, request);
        if (!answer.ok) tell((await answer.clone().json()).error);
        return answer;
      } catch (error) {
        tell(words.stopped);
        throw error;
      }
    };
  };

  /* A field that was emptied is no field: a service writes down whatever the forms send. */
  const is_said = (value) => value !== null && value !== undefined && value !== "" && value.size !== 0;
  const said = (value) => (value?.map && value.filter ? value.map(said).filter(is_said) : value);

  /* Which text one is in stands over its fields, and in the title of the window. */
  const titled = (collections) => {
    const labels = new Map(collections.flatMap((c) => (c.files || []).map((file) => [`#/collections/${c.name}/entries/${file.name}`, file.label])));
    const title = document.title;
    const show = () => {
      const label = labels.get(location.hash);
      document.title = label ? `${label} – ${title}` : title;
      document.documentElement.style.setProperty("--tekst", label ? JSON.stringify(label) : "none");
    };
    addEventListener("hashchange", show);
    show();
  };

  const start = (told) => {
    speak(told.config.locale, told.words.forms);
    titled(told.config.collections);
    if (told.config.locale === "nn_no") document.documentElement.lang = "nn";
    const shown = told.config.collections.find((c) => c.name === "forslag");
    const Preview = preview(told);
    for (const file of shown ? shown.files : []) CMS.registerPreviewTemplate(file.name, Preview);
    for (const style of told.styles) CMS.registerPreviewStyle(style);
    /* On one's own machine there is nobody to log in as. */
    if (told.config.backend.name === "proxy") {
      document.body.classList.add("skjema-lokal");
      localStorage.setItem("decap-cms-user", '{"backendName":"proxy"}');
      told.config.backend.proxy_url += `/${crypto.randomUUID()}`;
      speak(told.config.locale, { ui: { toast: { onFailToPersist: told.words.unsaved.short } } });
      told_until_read(told.config.backend.proxy_url, told.words.unsaved);
    }
    CMS.registerEventListener({ name: "preSave", handler: ({ entry }) => said(entry.get("data")) });
    CMS.init({ config: told.config });
    named(told.words.names);
    if (told.start) {
      const back = Object.assign(document.createElement("a"), { href: told.start, textContent: told.words.back, className: "skjema-tilbake" });
      document.body.append(back);
    }
  };

  /* Some controls of the forms bear a picture and no name. */
  const named = (words) => {
    const name = (place, what, role) => {
      for (const element of document.querySelectorAll(place)) {
        if (!element.hasAttribute("aria-label")) element.setAttribute("aria-label", what);
        if (role && !element.hasAttribute("role")) element.setAttribute("role", role);
      }
    };
    const all = () => {
      for (const button of document.querySelectorAll("button[title]:not([aria-label])")) button.setAttribute("aria-label", button.title);
      for (const button of document.querySelectorAll('button[class*="TopBarButton"]:not([aria-label])')) {
        const own = [...button.closest('[class*="-TopBar "], [class*="-TopBar-"], [class*="TopBar"]:not(button)')?.querySelectorAll("button") || []];
        button.setAttribute("aria-label", own.at(-1) === button ? words.remove : words.unfold);
      }
      name('[aria-roledescription="sortable"]', words.move);
      name("[data-slate-editor]", words.text, "textbox");
      name('[role="switch"]', words.way);
      name('iframe', words.marked);
      for (const frame of document.querySelectorAll("iframe:not([title])")) frame.title = words.marked;
      for (const toggle of document.querySelectorAll('[role="switch"]:not([aria-checked])')) toggle.setAttribute("aria-checked", "false");
    };
    new MutationObserver(all).observe(document.body, { childList: true, subtree: true });
    all();
  };

  const fail = (error) => {
    const words = Object.assign(document.createElement("p"), { className: "skjema-feil", textContent: `Skjemaene kunne ikke åpnes. ${error.message}` });
    words.setAttribute("role", "alert");
    document.body.append(words);
  };

  document.addEventListener("DOMContentLoaded", () => {
    fetch("config.json", { cache: "no-store" })
      .then((answer) => answer.json())
      .then(start)
      .catch(fail);
  });
})();
