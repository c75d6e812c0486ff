"""Material's own search on the same pages, with the best settings that were found for it.

It gets every help it can use: what a reader would not search for is left out, old versions and comparisons too, and
headings stand where its parser looks for them (words of the glossary too), so that it can find points as we do.
"""

import json
import os
import sys
from pathlib import Path

import lxml.html
from maaling import Run, run

# «no» is the only Norwegian that it knows. Without its list of stop words and its stemmer it finds most.
_SEARCH = {"lang": ["no"], "pipeline": []}
_LEFT_OUT = ("/v/", "/endringer/", "/historikk/", "/sammenlign/", "/innbygg/", "/lenk/", "/om/stil/", "/sok/")
_ALWAYS_IN = "endringer/index.md"
_IGNORED = ("sist-endret", "punkt-vei", "punkt-lenke", "gammel-adresse", "utgatt", "siter")
_TEXT = ".//p | .//ul | .//ol | .//table | .//dd | .//h2[2] | .//h3[2]"


def build_material(staged: Path, site: Path) -> Run:
    """Make the ``staged`` folder ready for Material's search, and build ``site`` from it."""
    settings = json.loads((staged / "mkdocs.yml").read_text("utf-8"))
    (staged / "mkdocs.yml").write_text(json.dumps({**settings, "plugins": [{"search": _SEARCH}]}), "utf-8")
    for path in sorted((staged / "docs").rglob("*.md")):
        _prepare(path, path.relative_to(staged / "docs").as_posix())
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return run([sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(site)], env, staged)


def _prepare(path: Path, name: str) -> None:
    if name != _ALWAYS_IN and any(part in f"/{name}" for part in _LEFT_OUT):
        path.unlink()
        return
    front, body = path.read_text("utf-8").removeprefix("---\n").split("\n---\n", 1)
    page = lxml.html.fragment_fromstring(body.strip())
    for word in page.xpath("//dt[@id]"):
        word.tag = "h3"
    for heading in page.xpath("//*[@id][contains(@class, 'punkt-tittel')]"):
        _lift(heading)
    for element in page.xpath("//nav | //*[@data-pagefind-ignore] | //*[@class]"):
        if element.tag == "nav" or "data-pagefind-ignore" in element.attrib or _is_ignored(element):
            element.set("data-search-exclude", "")
    html = lxml.html.tostring(page, encoding="unicode")
    path.write_text(f"---\n{front}\n---\n\n{html}\n", "utf-8")


def _is_ignored(element: lxml.html.HtmlElement) -> bool:
    return not set(_IGNORED).isdisjoint(element.get("class", "").split())


def _lift(heading: lxml.html.HtmlElement) -> None:
    """Take a heading out of the box it shares with its buttons: the text after it would not count as its own."""
    box = heading.getparent()
    while box.get("class") != "av" and not box.xpath(_TEXT):
        box.addprevious(heading)
        box.getparent().remove(box)
        box = heading.getparent()
