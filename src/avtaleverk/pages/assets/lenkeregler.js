// The rules of the link watch, fetched when somebody asks. site/link_address.py, link_finding.py and link_watch.py
// say the same in Python; one table of cases (tests/lenkevakt) is run through both.

// ---- what a link names ----
const ABSOLUTE = /^(?:(https?):)?\/\/([^/?#\\]*)([^?#]*)(?:\?[^#]*)?(?:#([^]*))?$/i;
const ROOTED = /^(\/(?!\/)[^?#]*)(?:\?[^#]*)?(?:#([^]*))?$/;
// eslint-disable-next-line no-control-regex
const AROUND = /^[\x00-\x20\x7f\xa0\u200b\ufeff]+|[\x00-\x20\x7f\xa0\u200b\ufeff]+$/g;

const strip = (text) => text.replace(AROUND, "");
const plain = (host) => host.replace(/^www\./, "");
const rootOf = (site) => `${site.path.replace(/\/+$/, "")}/`;
const decoded = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
const anchorOf = (text) => decoded((text ?? "").split(":~:")[0]);

function hostOf(authority) {
  const host = authority.toLowerCase().replace(/:(?:80|443)?$/, "").replace(/\.+$/, "");
  // eslint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]*$/.test(host)) return host;
  try { return new URL(`http://${host}`).host; } catch { return host; }
}
function resolved(path) {
  const parts = [];
  const steps = path.split("/");
  for (const step of steps) {
    if (step === "..") parts.pop(); else if (step && step !== ".") parts.push(step);
  }
  return `/${parts.join("/")}${["", ".", ".."].includes(steps.at(-1)) && parts.length ? "/" : ""}`;
}
function below(path, root) {
  if (!`${path.replace(/\/+$/, "")}/`.startsWith(root)) return null;
  const inner = path.slice(root.length - 1) || "/";
  return inner.endsWith("/index.html") ? inner.slice(0, -"index.html".length) : inner;
}
function written(address) {
  const m = ABSOLUTE.exec(strip(address));
  if (!m || !m[2] || m[2].includes("@")) return null;
  return { scheme: (m[1] ?? "").toLowerCase(), host: hostOf(m[2]), path: resolved(decoded(m[3])), anchor: anchorOf(m[4]) };
}
const bareHost = (address) => plain(written(address)?.host ?? "");
function withoutScheme(text, addresses) {
  const host = text.split(/[/?#]/)[0];
  return host && addresses.map(bareHost).includes(plain(hostOf(host))) ? written(`//${text}`) : null;
}

function placeOf(link, site, former = []) {
  const text = strip(link);
  const own = written(site);
  if (!own) return null;
  const rooted = ROOTED.exec(text);
  if (rooted) {
    const path = below(resolved(decoded(rooted[1])), rootOf(own));
    return path === null ? null : { path, anchor: anchorOf(rooted[2]), exact: true, former: false };
  }
  const found = written(text) ?? withoutScheme(text, [site, ...former]);
  if (!found) return null;
  const on = (place) => (plain(found.host) === plain(place.host) ? below(found.path, rootOf(place)) : null);
  const path = on(own);
  if (path !== null) {
    const exact = found.host === own.host && ["", own.scheme].includes(found.scheme);
    return { path, anchor: found.anchor, exact, former: false };
  }
  for (const old of former.map(written)) {
    const there = old && on(old);
    if (there) return { path: there, anchor: found.anchor, exact: false, former: true };
  }
  return null;
}

// ---- which links there are ----
const STOPS = "\\x00-\\x20\\x7f-\\xa0\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2064\\u3000\\ufeff"
  + "<>\"'«»“”„‘’…|,;`{}^\\\\*";
const LEADS = { a: "href", area: "href", iframe: "src", img: "src", embed: "src", object: "data", __proto__: null };
const NO_TEXT = ["script", "style", "template", "noscript", "textarea", "title"];
const IS_PATH = new RegExp(`^/[^/${STOPS}][^${STOPS}]*$`);

function tidy(link) {
  const depth = { ")": 0, "]": 0 };
  const signs = [...link];
  for (const [place, sign] of signs.entries()) {
    if (sign === "(") depth[")"]++;
    else if (sign === "[") depth["]"]++;
    else if (sign in depth && --depth[sign] < 0) { link = signs.slice(0, place).join(""); break; }
  }
  return link.replace(/[.:!?_~([]+$/, "");
}
function linksInText(text, hosts, folders) {
  const escaped = hosts.map((host) => host.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("|");
  const named = hosts.length ? `|(^|[^\\w.@/:-])((?:www\\.)?(?:${escaped})/[^${STOPS}]*)` : "";
  const pattern = new RegExp(`(https?://[^${STOPS}]+)${named}`, "gi");
  const found = [];
  for (const [n, line] of text.replace(/\r\n?/g, "\n").split("\n").entries()) {
    pattern.lastIndex = 0;
    for (let m; (m = pattern.exec(line));) {
      const link = tidy(m[1] ?? m[3]);
      pattern.lastIndex = m.index + (m[2]?.length ?? 0) + Math.max(link.length, "http://".length);
      if (!/^(?:https?:)?\/*$/i.test(link)) found.push({ line: n + 1, link });
    }
    const path = line.replace(/^[ \t]+|[ \t]+$/g, "");
    if (IS_PATH.test(path) && folders.has(path.split("/")[1])) found.push({ line: n + 1, link: path });
  }
  return found;
}
// Read sign by sign, not by the browser's parser: what is pasted may be hostile, and is never made into elements.
const TAG = /<!--[^]*?(?:-->|$)|<[!?][^>]*>|<(\/?)([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const unescaped = (text) => {
  if (!text.includes("&")) return text;
  const field = document.createElement("textarea");
  field.innerHTML = text.replaceAll("<", "&lt;");
  return field.value;
};
function attribute(text, name) {
  for (const m of text.matchAll(ATTRIBUTE)) if (m[1].toLowerCase() === name) return unescaped(m[2] ?? m[3] ?? m[4] ?? "").trim();
  return "";
}
function linksInHtml(html, hosts) {
  const text = html.replace(/\r\n?/g, "\n");
  const found = [];
  let [at, line, silent, inLink] = [0, 1, "", false];
  const pass = (end, isText) => {
    const piece = text.slice(at, end);
    if (isText && !silent && !inLink) {
      for (const f of linksInText(unescaped(piece), hosts, new Set())) found.push({ line: line + f.line - 1, link: f.link });
    }
    line += piece.split("\n").length - 1;
    at = end;
  };
  for (const pattern = new RegExp(TAG); ;) {
    pattern.lastIndex = at;
    const m = pattern.exec(text);
    pass(m?.index ?? text.length, true);
    if (!m) return found;
    const tag = m[2]?.toLowerCase();
    if (m[1]) {
      inLink = inLink && tag !== "a";
      if (tag === silent) silent = "";
    } else if (tag) {
      const link = LEADS[tag] ? attribute(m[3], LEADS[tag]) : "";
      // What begins nowhere belongs to the page that it was copied from.
      if (/^(?:https?:)?\/\//i.test(link)) found.push({ line, link });
      inLink = inLink || tag === "a";
      silent = silent || (NO_TEXT.includes(tag) ? tag : "");
    }
    pass(m.index + m[0].length, false);
    if (!m[1] && (tag === "script" || tag === "style")) {
      const end = text.slice(at).search(new RegExp(`</${tag}`, "i"));
      pass(end < 0 ? text.length : at + end, false);
    }
  }
}
const IS_HTML = /<(?:!doctype|html|head|body|a|area|iframe|img|p|div|span|table|ul|ol|li|br|h[1-6])(?=[\s/>])/i;

export function linksIn(text, data, former = []) {
  const hosts = [...new Set([data.site, ...former].map(bareHost))].filter(Boolean);
  if (IS_HTML.test(text)) return linksInHtml(text, hosts);
  return linksInText(text, hosts, new Set([...data.entries.keys()].map((a) => a.split("/")[1]).filter(Boolean)));
}

// ---- what is to be said of a link ----
const ENDED = ["erstattet", "erstatta", "utløpt", "gått ut", "opphevet", "oppheva"];
const OF_ONE_VERSION = ["versjon", "fil"];
const NEVER_MEANT = ["versjon", "endring", "punkthistorie", "historikk", "fil"];
const HINTS = ["fast-lenke", "skrivemåte", "ikke-i-kraft"];
const PART = /^(.+?)((?:-(?:ledd|bokstav|nr|strek)-[a-z0-9]+)+)$/;
export const isHint = (kind) => HINTS.includes(kind);
export const isWrong = (kind) => kind !== "riktig" && !isHint(kind);

export const readData = (json) => ({ site: json.nettsted, built: json.bygd, entries: new Map(Object.entries(json.adresser)) });
const find = (data, path) =>
  (path && [path, `${path}/`, path.replace(/\/+$/, "")].find((p) => data.entries.has(p))) || "";
const isLedOn = (entry) => "etterfolger" in entry;
const pointOf = (points, name) => (points && Object.hasOwn(points, name) ? points[name] : undefined);
const whole = (data, address, anchor) => `${data.site.replace(/\/+$/, "")}${address}${anchor ? `#${anchor}` : ""}`;
const verdict = (kind, more = {}) =>
  ({ kind, cure: "", guess: false, title: "", version: "", status: "", point: "", ...more });
const told = (entry) => ({ title: entry.tittel ?? "", version: entry.versjon ?? "", status: entry.status ?? "" });

const namedIn = (anchor, points) => (Object.hasOwn(points, anchor) ? anchor : PART.exec(anchor)?.[1] ?? anchor);

function followed(anchor, { punkter: points }) {
  if (!anchor || !points || !Object.keys(points).length) return [points ? "" : anchor, ""];
  const name = namedIn(anchor, points);
  const now = pointOf(points, name);
  if (now !== undefined) return now ? [now, now === name ? "" : "nytt-nummer"] : ["", "tatt-ut"];
  if (!anchor.startsWith("pkt-")) return [anchor, ""];
  const steps = anchor.toLowerCase().split(/[^a-z0-9]+/);
  for (let n = steps.length; n > 1; n--) {
    const around = pointOf(points, steps.slice(0, n).join("-"));
    if (around) return [around, "ukjent"];
  }
  return ["", "ukjent"];
}
function known(address, anchor, data) {
  const entry = data.entries.get(address);
  if (isLedOn(entry)) return ledOn(address, "", anchor, data);
  const moved = pointOf(entry.flyttet, namedIn(anchor, entry.flyttet ?? {}));
  if (moved !== undefined) {
    const there = arrived(moved ?? "", "", "", data);
    return verdict(there ? "flyttet-punkt" : "utgått-punkt", { title: entry.tittel, cure: there?.cure ?? whole(data, address, "") });
  }
  const [found, point] = followed(anchor, entry);
  const home = OF_ONE_VERSION.includes(entry.slag) && data.entries.get(entry.gjeldende);
  if (home) {
    const apart = ENDED.includes(entry.status) ? "gammel-versjon" : "forslag";
    const kind = entry.versjon === home.versjon ? "fast-lenke" : apart;
    return verdict(kind, { ...told(entry), title: home.tittel, cure: whole(data, entry.gjeldende, found), point });
  }
  const kind = { "nytt-nummer": "nytt-punkt", "tatt-ut": "utgått-punkt", ukjent: "ukjent-punkt" }[point];
  if (kind) return verdict(kind, { title: entry.tittel, cure: whole(data, address, found), guess: point === "ukjent" && !!found });
  if (entry.slag === "dokument" && !entry.versjon) return verdict("ikke-i-kraft", told(entry));
  return verdict("riktig", told(entry));
}
// A text that was taken away has a page with a title; its points mean nothing in another text.
function ledOn(address, rest, anchor, data) {
  const { tittel: title, etterfolger: heir } = data.entries.get(address);
  return arrived(heir ?? "", title ? "" : rest, title ? "" : anchor, data) ?? verdict("borte");
}
function arrived(target, rest, anchor, data) {
  for (let step = 0; step < 20; step++) {
    const [page, given] = target.split("#");
    const address = (rest && !given && find(data, `${page.replace(/\/+$/, "")}/${rest}`)) || find(data, page);
    if (!address) return null;
    anchor = given || anchor;
    const entry = data.entries.get(address);
    if (!isLedOn(entry)) return homeOf(address, anchor, data);
    [target, rest, anchor] = [entry.etterfolger ?? "", "", entry.tittel ? "" : anchor];
  }
  return null;
}
function homeOf(address, anchor, data) {
  const entry = data.entries.get(address);
  const [found, point] = followed(anchor, entry);
  const home = OF_ONE_VERSION.includes(entry.slag) && data.entries.get(entry.gjeldende);
  const cure = home ? whole(data, entry.gjeldende, found) : whole(data, address, point ? found : anchor);
  return verdict("flyttet", { title: (home || entry).tittel ?? "", cure, point });
}
function above(path) {
  const steps = path.split("/").filter(Boolean);
  return steps.slice(1).map((_, n) => `/${steps.slice(0, steps.length - 1 - n).join("/")}/`);
}
function unknown({ path, anchor }, data) {
  for (const folder of above(path)) {
    const address = find(data, folder);
    if (address && isLedOn(data.entries.get(address))) return ledOn(address, path.slice(folder.length), anchor, data);
  }
  const address = nearest(path, data) || above(path).map((a) => find(data, a)).find(Boolean);
  if (!address) return verdict("finnes-ikke");
  const entry = data.entries.get(address);
  const there = pointOf(entry.punkter, anchor) === anchor;
  return verdict("finnes-ikke", { title: entry.tittel ?? "", cure: whole(data, address, there ? anchor : ""), guess: true });
}
const numbers = (text) => (text.match(/[0-9]+/g) ?? []).join(" ");
function nearest(path, data) {
  const sought = [...path.toLowerCase()];
  if (sought.length > 200) return "";
  let best = ["", 0];
  for (const [address, entry] of data.entries) {
    if (!address.endsWith("/") || isLedOn(entry) || NEVER_MEANT.includes(entry.slag)) continue;
    if (numbers(address) !== numbers(sought.join(""))) continue;
    const score = likeness(sought, [...address]);
    if (score >= 0.75 && (score > best[1] || (score === best[1] && [...address].length < [...best[0]].length))) best = [address, score];
  }
  return best[0];
}
// Twice the longest row of signs that both have in this order, as a part of all their signs.
function likeness(one, other) {
  let row = new Array(other.length + 1).fill(0);
  for (const sign of one) {
    const next = [0];
    for (const [n, letter] of other.entries()) next.push(sign === letter ? row[n] + 1 : Math.max(row[n + 1], next[n]));
    row = next;
  }
  return (2 * row.at(-1)) / (one.length + other.length);
}

export function judge(link, data, former = []) {
  const place = placeOf(link, data.site, former);
  if (!place) return null;
  const address = find(data, place.path);
  const said = address ? known(address, place.anchor, data) : unknown(place, data);
  if (place.former && !isWrong(said.kind)) {
    return { ...said, kind: "gammelt-nettsted", cure: said.cure || whole(data, address, place.anchor) };
  }
  if (said.kind === "riktig" && !place.exact) return { ...said, kind: "skrivemåte", cure: whole(data, address, place.anchor) };
  return said;
}
