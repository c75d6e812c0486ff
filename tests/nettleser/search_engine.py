"""A stand-in for the engine that finds things, so that tests of the search page and dialog say what is found and when."""

import json
from typing import Any

from playwright.sync_api import BrowserContext, Page

_ENGINE = """
const known = KNOWN;
const pause = (time) => new Promise((done) => setTimeout(done, time));
const fits = (hit, filters) => Object.entries(filters).every(([group, values]) => values.some((value) => [hit[group]].flat().includes(value)));
export async function open() {
  return {
    filters: async () => known.filters,
    jump: async (query) => known.jumps[query] ?? null,
    search: async (query, { filters = {}, older = false } = {}) => {
      await pause(known.pauses[query] ?? 0);
      while (known.held.includes(query) && !window.__slipp) await pause(10);
      if (known.broken) throw new Error("no index");
      const found = (known.hits[query] ?? []).filter((hit) => fits(hit, filters) && (older || !["forslag", "historisk", "utlopt"].includes(hit.tone)));
      return { total: found.length, hits: found.map((hit) => ({ data: async () => hit })) };
    },
  };
}
"""
FSU = "retningslinjer/1/#pkt-2-3"
PLACE = {"address": FSU, "label": "Retningslinje 1 punkt 2.3"}
FILTERS = {
    "type": [
        {"value": "retningslinje", "label": "Retningslinje", "n": 30},
        {"value": "avtale", "label": "Avtale", "n": 12},
    ],
    "tema": [{"value": f"t{n}", "label": f"tema {n}", "n": 20 - n} for n in range(1, 10)],
}


def a_hit(**other: Any) -> dict[str, Any]:
    """Return a hit in a guideline in force, with some of it otherwise."""
    excerpt = [
        {"text": "Et ", "marked": False}, {"text": "utvalg", "marked": True}, {"text": " <b>møtes</b>.", "marked": False},
    ]  # fmt: skip
    return {
        "address": FSU, "type": "retningslinje", "document": "Retningslinje 1", "documentTitle": "Ansvar og oppgaver",
        "number": "2.3", "heading": "Faglig samarbeidsutvalg", "version": "1.0", "status": "Gjeldende",
        "tone": "gjeldende", "language": "", "tema": "t1", "excerpt": excerpt, **other,
    }  # fmt: skip


def known() -> dict[str, Any]:
    """Return what is found, and when, where a test says nothing else."""
    many = [a_hit(address=f"retningslinjer/1/?n={n}#pkt-2-3", heading=f"Punkt {n}") for n in range(1, 24)]
    mixed = [
        a_hit(),
        a_hit(type="avtale", document="", documentTitle="Samarbeidsavtalen", number="7.1", heading="Utvalg", tema="t9"),
        a_hit(type="organ", document="", documentTitle="", number="", version="", status="", tone="", heading="SSU"),
        a_hit(address="retningslinjer/1/v/0.9/#pkt-2-3", version="0.9", status="På høring", tone="forslag"),
        a_hit(address="retningslinjer/1/v/0.5/#pkt-2-3", version="0.5", status="Erstattet", tone="historisk"),
        a_hit(version="0.1", status="Utløpt", tone="utlopt"),
        a_hit(language="se", heading="Sámegiella"),
    ]
    return {
        "filters": FILTERS, "jumps": {"1 2.3": PLACE}, "pauses": {"ut": 500}, "held": [], "broken": False,
        "hits": {"mange": many, "utvalg": mixed, "ut": [a_hit(heading="For sent")], "1 2.3": [a_hit(), mixed[1]]},
    }  # fmt: skip


def let_answer(page: Page) -> None:
    """Let the engine answer what it has held back."""
    page.evaluate("window.__slipp = true")


def stand_in(where: BrowserContext | Page, **other: Any) -> None:
    """Let the pages of a profile find what is known here, with some of it otherwise."""
    body = _ENGINE.replace("KNOWN", json.dumps(known() | other))
    where.route(
        "**/assets/sokemotor.js*", lambda route: route.fulfill(content_type="text/javascript; charset=utf-8", body=body)
    )
