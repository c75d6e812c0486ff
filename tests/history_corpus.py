"""The corpus of versions, one guideline with versions of our own in it, and what tests ask of their pages."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import lru_cache
from html import unescape
from pathlib import Path
from posixpath import normpath

from avtaleverk.corpus import read_corpus
from avtaleverk.history.comparison import Comparisons
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, DocumentKind, Version
from avtaleverk.model.source import Source
from avtaleverk.pages.context import Context
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.plan import Page, Plan
from avtaleverk.text import TextStore

VERSIONS = Path(__file__).resolve().parent / "versjoner"
DISCHARGE = "retningslinjer/02-utskriving"
ACUTE = "retningslinjer/03-akutt"
OWN = "retningslinjer/09-prove"
# Version 2.1 of guideline 2 is on hearing on this day, and 2.0 applies.
DAY = date(2026, 11, 22)


class DictCache:
    """A cache that lives as long as the test; ``kept`` is what it holds."""

    def __init__(self) -> None:
        """Begin empty."""
        self.kept: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """Return what was kept under ``key``."""
        return self.kept.get(key)

    def put(self, key: str, value: str) -> None:
        """Keep ``value``."""
        self.kept[key] = value


@lru_cache(maxsize=1)
def corpus() -> Corpus:
    """Return the corpus of versions as it lies in its folder."""
    found = read_corpus(VERSIONS).corpus
    assert found is not None
    return found


def document(folder: str = DISCHARGE) -> Document:
    found = corpus().document(folder)
    assert found is not None
    return found


def version_of(number: str, folder: str = DISCHARGE) -> Version:
    found = document(folder).version(number)
    assert found is not None
    return found


def version(number: str, body: str, **fields: object) -> Version:
    """Return a version of a guideline of our own; approved in 2020 unless ``approved_by`` says otherwise."""
    path = f"{OWN}/{number}.md"
    given = {"approved_by": "ssu", "approved": date(2020, 1, 1)} | fields
    return Version(number, body, 5, Source(path), **given)  # type: ignore[arg-type]


def proposal(number: str, body: str, **fields: object) -> Version:
    """Return a version that nobody has approved."""
    return version(number, body, **{"approved_by": None, "approved": None} | fields)


def guideline(*versions: Version, **fields: object) -> Document:
    """Return a guideline with these versions, the oldest first."""
    given = {"title": "Prøve", "number": "9"} | fields
    return Document(  # type: ignore[misc]
        OWN, kind=DocumentKind.GUIDELINE, summary="", source=Source(f"{OWN}/index.md"), versions=versions, **given
    )  # type: ignore[arg-type]  # fmt: skip


def corpus_of(*documents: Document, language: str = "nb") -> Corpus:
    """Return the corpus with these documents in place of its own."""
    base = corpus()
    return replace(base, documents=documents, community=replace(base.community, language=language))


def context(*documents: Document, day: date = DAY, language: str = "nb", texts: TextStore | None = None) -> Context:
    """Return what pages know, about these documents or, without any, the whole corpus of versions."""
    known = corpus_of(*documents, language=language) if documents else corpus()
    return Context(known, day, texts or TextStore())


def plan_of(*documents: Document, day: date = DAY, change: Corpus | None = None) -> Plan:
    """Return the plan of a site with these documents or, without any, of the corpus of versions."""
    return build_plan(change or (corpus_of(*documents) if documents else corpus()), VERSIONS, day)


def comparisons(cache: DictCache | None = None) -> Comparisons:
    return Comparisons(TextStore(cache), "nb")


def page_at(plan: Plan, address: str) -> Page:
    return next(p for p in plan if p.address == address)


def html_at(plan: Plan, address: str) -> str:
    return plan.html(page_at(plan, address))


def folder(root: Path, texts: dict[str, tuple[str, str]], organisation: dict[str, str] | None = None) -> Path:
    """Write a folder with one guideline: front matter and body by version, other files by path."""
    place = root / "korpus"
    (place / OWN).mkdir(parents=True)
    shutil.copy(VERSIONS / "helsefellesskap.yml", place)
    shutil.copytree(VERSIONS / "organisasjon" / "struktur", place / "organisasjon" / "struktur")
    files = {f"{OWN}/index.md": '---\ntittel: Prøve\ntype: retningslinje\nnummer: "9"\n---\n\nKort.\n'}
    files |= {
        f"{OWN}/{number}.md": f'---\nversjon: "{number}"\n{meta}---\n\n{body}\n'
        for number, (meta, body) in texts.items()
    }
    for path, text in (files | (organisation or {})).items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, "utf-8")
    return place


# --- what a page holds --------------------------------------------------------------------------------------------


def ids(html: str) -> Counter[str]:
    """Count the ids of a page."""
    return Counter(unescape(found) for found in re.findall(r'\sid="([^"]*)"', html))


def links(html: str) -> set[str]:
    """Return where the links of a page lead, those that leave the site left out."""
    found = {unescape(href) for href in re.findall(r'<a\b[^>]*?\shref="([^"]*)"', html)}
    return {href for href in found if not re.match(r"[a-z]+:", href)}


def dead_links(plan: Plan, pages: list[Page]) -> list[str]:
    """Return the links of some pages that lead to no page, no file, or no id of the plan's site."""
    paths = {p.path: p for p in plan}
    files = {f.path for f in plan.files}
    anchors: dict[str, set[str]] = {}
    dead = []
    for page in pages:
        for href in sorted(links(plan.html(page))):
            target, _, fragment = href.partition("#")
            path = _path(page, target)
            if path in paths and path not in anchors:
                anchors[path] = set(ids(plan.document(paths[path])))
            if path not in files and (path not in paths or (fragment and fragment not in anchors[path])):
                dead.append(f"{page.address}: {href}")
    return dead


def _path(page: Page, target: str) -> str:
    if not target:
        return page.path
    if page.address.endswith(".html"):
        full = target.lstrip("/")
    else:
        full = normpath(f"/{page.address}{target}").lstrip("/") + ("/" if target.endswith("/") else "")
    full = "" if full == "/" else full
    return f"{full}index.html" if not full or full.endswith("/") else full


def plain(html: str) -> str:
    """Return the words of a page as a reader sees them, white space made one."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def clause_of(html: str, anchor: str) -> str:
    """Return the part of a page from the head of one clause to that of the next, old addresses before it included."""
    heads = [m.start() for m in re.finditer(r'(?:<p class="gammel-adresse"[^>]*>.*?</p>)*<div class="punkt-hode', html)]
    for start, end in zip(heads, [*heads[1:], len(html)], strict=True):
        if re.search(rf'<h\d id="{re.escape(anchor)}"', html[start:end]):
            return html[start:end]
    raise AssertionError(anchor)
