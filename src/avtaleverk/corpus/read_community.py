"""The community, the glossary and the pages written by hand."""

import re

import yaml

from avtaleverk.corpus.fields import COMMUNITY, HANDWRITTEN, TERM
from avtaleverk.corpus.files import Folder
from avtaleverk.corpus.frontmatter import read_content, read_fields
from avtaleverk.corpus.values import Checker, Values
from avtaleverk.corpus.yaml_reader import read_yaml
from avtaleverk.model.community import (
    ApprovalRule,
    Community,
    ExternalBody,
    Party,
    Publishing,
    Secretariat,
    Side,
    YearlyTask,
)
from avtaleverk.model.corpus import HandwrittenPage
from avtaleverk.model.findings import Finding
from avtaleverk.model.organisation import Term
from avtaleverk.text.clauses import text_of
from avtaleverk.text.markdown import new_parser, parse_inline

COMMUNITY_FILE = "helsefellesskap.yml"
GLOSSARY_FILE = "ordliste.yml"
_OTHER_ENDING = "helsefellesskap.yaml"
# The first heading of a page, in either way to write it.
_HEADING = re.compile(r"^(?:#[ \t]+(.+?)[ \t]*#*|([^\s#].*)\n=+[ \t]*)$", re.MULTILINE)
_SIGNS = re.compile(r"[\\`*_\[<&]")
# Developer documents share the folder that MkDocs builds from, but are not for the site's readers.
_NOT_PAGES = frozenset({"beslutninger"})


def read_community(folder: Folder) -> Community | None:
    """Return the community; None, with a finding, where its file is missing or unusable."""
    if not folder.is_file(COMMUNITY_FILE):
        hint = "Kjør kommandoen i mappa der helsefellesskap.yml ligger, eller skriv --rot MAPPE"
        if folder.is_file(_OTHER_ENDING):
            hint = f"Gi fila {_OTHER_ENDING} navnet {COMMUNITY_FILE}"
        folder.findings.append(Finding(COMMUNITY_FILE, 0, "", "Fila finnes ikke", hint))
        return None
    text = folder.text(COMMUNITY_FILE)
    if text is None:
        return None
    values, findings = read_fields(text, COMMUNITY_FILE, COMMUNITY)
    folder.findings.extend(findings)
    return None if findings else _community(values)


def _community(values: Values) -> Community:
    parties = tuple(Party(v.need("id"), v.need("navn"), Side(v.need("side"))) for v in values.groups("parter"))
    everyone = tuple(p.id for p in parties)
    office, hearing = values.group("sekretariat"), values.group("horing")
    publishing = values.group("publisering")
    return Community(
        name=values.need("navn"),
        short_name=values.need("kortnavn"),
        address=values.need("nettadresse").rstrip("/") + "/",
        language=values.text("sprak") or "nb",
        parties=parties,
        approval=tuple(
            ApprovalRule(v.need("gjelder"), v.need("organ"), everyone if v.text("tilslutning") else ())
            for v in values.groups("godkjenning")
        ),
        external_bodies=tuple(ExternalBody(v.need("id"), v.need("navn")) for v in values.groups("eksterne_organer")),
        secretariat=Secretariat(office.need("navn"), office.text("epost")) if office else None,
        minimum_hearing_days=hearing.whole("minste_frist_dager") if hearing else None,
        notice=values.text("merknad"),
        source=values.source,
        yearly=tuple(
            YearlyTask(v.need("tittel"), v.whole("maned") or 0, v.text("organ"), v.text("hjemmel"))
            for v in values.groups("arshjul")
        ),
        license=values.text("lisens"),
        publishing=_publishing(publishing) if publishing else None,
    )


def _publishing(values: Values) -> Publishing:
    return Publishing(values.need("til"), values.text("adresse"), values.whole("behold"), values.texts("med"))


def read_terms(folder: Folder) -> tuple[Term, ...]:
    """Return the glossary in alphabetical order; a community may do without one."""
    if not folder.is_file(GLOSSARY_FILE):
        return ()
    node, findings = read_yaml(folder.text(GLOSSARY_FILE) or "", GLOSSARY_FILE)
    folder.findings.extend(findings)
    if node is None:
        return ()
    checker = Checker(GLOSSARY_FILE, 1)
    if not isinstance(node, yaml.SequenceNode):
        checker.report(node, "", "Ordlista skal være en liste med ord", "Begynn hvert ord med «- ord:»")
    entries = node.value if isinstance(node, yaml.SequenceNode) else []
    values = [checker.group(entry, TERM, "ord.") for entry in entries]
    folder.findings.extend(checker.findings)
    terms = [Term(v.need("ord"), v.text("forkortelse"), v.need("forklaring"), v.texts("synonymer")) for v in values]
    return tuple(sorted(terms, key=lambda t: _alphabetical(t.word)))


def _alphabetical(word: str) -> str:
    """Return the key that puts æ, ø and å last, as Norwegian does."""
    return word.lower().translate(str.maketrans("æøå", "{|}"))


def _shown(heading: str) -> str:
    """Return a heading as the page shows it, without the signs of Markdown."""
    return text_of(parse_inline(new_parser(), heading)) if _SIGNS.search(heading) else " ".join(heading.split())


def markdown_paths(folder: Folder, place: str) -> list[str]:
    """Return the Markdown files below a folder, in order, without those that are no part of the site."""
    paths: list[str] = []
    for name in folder.names(place):
        path = f"{place}/{name}"
        if folder.is_dir(path):
            paths += [] if name in _NOT_PAGES else markdown_paths(folder, path)
        elif name.endswith(".md"):
            paths.append(path)
    return paths


def read_pages(folder: Folder) -> tuple[HandwrittenPage, ...]:
    """Return the pages of ``docs/``, each titled by its front matter or its first heading."""
    pages = []
    for path in markdown_paths(folder, "docs"):
        text = folder.text(path)
        if text is None:
            continue
        content = read_content(text, path, HANDWRITTEN, optional=True)
        folder.findings.extend(content.findings)
        heading = _HEADING.search(content.body)
        name = path.removeprefix("docs/").removesuffix(".md")
        title = content.values.text("tittel") or (_shown(heading[1] or heading[2]) if heading else name)
        body = content.body.replace(heading[0], "", 1) if heading else content.body
        pages.append(HandwrittenPage(name, title, body.strip(), content.values.source))
    return tuple(pages)
