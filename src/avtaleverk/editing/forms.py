"""The forms of the editor in the browser, as the configuration that Decap CMS reads: made from the fields of the reader.

Each text has a form of its own, so that a form can never write beside it. A text that is approved can be told
more about (who has adopted it, when it ends), but neither its words nor its approval can be edited.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from avtaleverk.corpus.fields import COMMUNITY, DOCUMENT, MEETING, PAPER, TERM, VERSION, Field
from avtaleverk.editing.form_fields import Known, Widget, form_fields, known_of
from avtaleverk.editing.form_ways import can_be_rich
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.status import Status, standing

PROPOSALS, APPROVED, DOCUMENTS, MEETINGS, PAPERS, WHOLE = (
    "forslag", "vedtatt", "dokumenter", "moter", "saker", "fellesskap",
)  # fmt: skip
# What can still become true of a text after a body has approved it.
AFTER_APPROVAL = (
    "gjelder_fra", "gjelder_til", "opphevet", "opphevet_sak", "tilslutning", "signert", "sendt_helsedirektoratet",
    "sist_gjennomgatt", "oppsagt",
)  # fmt: skip
_REVISE = "avtaleverk revider"
# The number of a version is the name of its file, so a form leaves it as it is.
_FIXED = "versjon"
# A list at the top of a file has no name, and a form needs one.
LISTED = "ord"
GLOSSARY = "ordliste.yml"
# As in Word, or as the file has it. What the first writes must be laid into the file by us, which a service cannot do.
_RICH, _RAW = ("rich_text", "raw"), ("raw",)
_ONLY_RAW = (
    "Her er det noe som ikke kan vises som i Word, for eksempel nummer med parentes. Teksten skrives derfor slik fila "
    "er skrevet."
)
_BODY: Widget = {"name": "body", "widget": "markdown", "required": False}
_BUTTONS = ["bold", "italic", "link", "heading-two", "heading-three", "heading-four", "quote", "bulleted-list", "numbered-list"]  # fmt: skip


def form_name(path: str) -> str:
    """Return what the form of a file is called."""
    return re.sub(r"[^a-z0-9]+", "-", path.removesuffix(".md").removesuffix(".yml").lower()).strip("-")


@dataclass(frozen=True, slots=True)
class Form:
    """One file that can be edited: where it lies, which fields it has, and whether the text below them is one of them.

    ``is_raw`` is true where that text has something that can only be written as the file has it.
    """

    path: str
    kind: str
    title: str
    fields: tuple[Field, ...]
    has_text: bool = True
    is_raw: bool = False

    @property
    def name(self) -> str:
        """Return what the address of the form has in it."""
        return form_name(self.path)


def _status(corpus: Corpus, document: Document, version: Version, day: date) -> Status:
    rule = corpus.rule_for(document)
    return standing(version, document, rule.ratified_by if rule else (), day).status


def _title(document: Document, version: Version) -> str:
    return f"{document.number or ''} {version.title or document.title}, versjon {version.number}".strip()


def proposal_forms(corpus: Corpus) -> tuple[Form, ...]:
    """Return the forms of all texts that nobody has approved."""
    fields = tuple(f for f in VERSION if f.name != _FIXED)
    return tuple(
        Form(v.source.path, "versjon", _title(d, v), fields, is_raw=not can_be_rich(v.body))
        for d in corpus.all_documents()
        for v in d.versions
        if not v.is_approved
    )


def approved_forms(corpus: Corpus, day: date) -> tuple[Form, ...]:
    """Return the forms of those approved texts that something may still happen to."""
    fields = tuple(f for f in VERSION if f.name in AFTER_APPROVAL)
    past = {Status.REPLACED, Status.EXPIRED, Status.REPEALED}
    return tuple(
        Form(v.source.path, "versjon", _title(d, v), fields, has_text=False)
        for d in corpus.all_documents()
        for v in d.versions
        if v.is_approved and _status(corpus, d, v, day) not in past
    )


def document_forms(corpus: Corpus) -> tuple[Form, ...]:
    """Return the forms of the documents themselves, through all their versions."""
    return tuple(
        Form(
            d.source.path,
            "dokument",
            f"{d.number or ''} {d.title}".strip(),
            DOCUMENT,
            is_raw=not can_be_rich(d.summary),
        )
        for d in corpus.all_documents()
    )


def form_of(corpus: Corpus, path: str, day: date) -> Form | None:
    """Return the form that may write the file at ``path``, None where no form may."""
    every = (*proposal_forms(corpus), *approved_forms(corpus, day), *document_forms(corpus), *_whole())
    if found := next((form for form in every if form.path == path), None):
        return found
    if re.fullmatch(r"organisasjon/moter/[a-z0-9-]+\.md", path):
        return Form(path, "mote", "", MEETING)
    if re.fullmatch(r"organisasjon/saker/[a-z0-9-]+\.md", path):
        return Form(path, "sak", "", PAPER)
    return None


def _whole() -> tuple[Form, ...]:
    return (
        Form("helsefellesskap.yml", "helsefellesskap", "Helsefellesskapet", COMMUNITY, has_text=False),
        Form(GLOSSARY, "ordliste", "Ordlista", TERM, has_text=False),
    )


def configuration(
    corpus: Corpus, day: date, backend: Widget, *, hosted: bool = False, has_review: bool = True
) -> dict[str, object]:
    """Return what Decap CMS is told; ``backend`` says where it reads and writes.

    ``hosted`` is for a repository at a service: what is saved there goes through review where it ``has_review``, and the
    word list, which such a form cannot write, is left out.
    """
    community = corpus.community
    return {
        "backend": backend,
        "locale": "nn_no" if community.language == "nn" else "nb_no",
        "load_config_file": False,
        "publish_mode": "editorial_workflow" if hosted and has_review else "simple",
        "media_folder": "docs/bilder",
        "public_folder": "/bilder",
        "show_preview_links": False,
        "slug": {"encoding": "ascii", "clean_accents": True},
        **({"site_url": community.address, "display_url": community.address} if hosted else {}),
        "collections": [
            c
            for c in _collections(corpus, day, known_of(corpus, _RAW if hosted else _RICH), hosted=hosted)
            if c.get("files") != []
        ],
    }


def _collections(corpus: Corpus, day: date, known: Known, *, hosted: bool) -> Iterator[Widget]:
    begin = f" En ny revisjon begynner med «{_REVISE}»." if hosted else ""
    yield _files(PROPOSALS, "Forslag", f"Tekster som ikke er vedtatt.{begin}", proposal_forms(corpus), known)
    about = "Det som kan føres på en vedtatt tekst. Selve teksten endres med en ny versjon."
    yield _files(APPROVED, "Vedtatte tekster", about, approved_forms(corpus, day), known)
    yield _files(DOCUMENTS, "Om dokumentene", "Tittel, eier, tema og «Kort fortalt».", document_forms(corpus), known)
    texts = {MEETINGS: [m.minutes for m in corpus.meetings], PAPERS: [p.text for p in corpus.papers]}
    yield from (_folder(k, known, is_raw=not all(map(can_be_rich, texts[k.name]))) for k in _KEPT)
    whole = tuple(form for form in _whole() if not (hosted and form.path == GLOSSARY))
    yield _files(WHOLE, "Helsefellesskapet", "Parter, regler og ordliste.", whole, known)


def _files(name: str, title: str, about: str, forms: tuple[Form, ...], known: Known) -> Widget:
    return {
        "name": name,
        "label": title,
        "description": about,
        "delete": False,
        "editor": {"preview": name == PROPOSALS},
        "files": [
            {
                "name": f.name,
                "label": f.title,
                "file": f.path,
                "fields": _form(f.kind, f.fields, known, text=f.has_text, is_raw=f.is_raw),
            }
            for f in forms
        ],
    }


@dataclass(frozen=True, slots=True)
class _Kept:
    """A folder that new files come into: what it is called, what one of them is, and which field names it."""

    name: str
    title: str
    one: str
    kind: str
    named_by: str
    fields: tuple[Field, ...]


_KEPT = (
    _Kept(MEETINGS, "Møter", "møte", "mote", "organ", MEETING),
    _Kept(PAPERS, "Saker og høringssvar", "sak", "sak", "tittel", PAPER),
)


def _folder(kept: _Kept, known: Known, *, is_raw: bool) -> Widget:
    """Return the form of all files of a folder; where it would harm one of them, all are written as in the file."""
    return {
        "name": kept.name,
        "label": kept.title,
        "label_singular": kept.one,
        "folder": f"organisasjon/{kept.name}",
        "extension": "md",
        "format": "yaml-frontmatter",
        "create": True,
        "delete": False,
        "identifier_field": kept.named_by,
        "slug": f"{{{{fields.dato}}}}-{{{{fields.{kept.named_by}}}}}",
        "summary": f"{{{{dato}}}} {{{{{kept.named_by}}}}}",
        "editor": {"preview": False},
        "fields": _form(kept.kind, kept.fields, known, text=True, is_raw=is_raw),
    }


def _form(kind: str, fields: tuple[Field, ...], known: Known, *, text: bool, is_raw: bool = False) -> list[Widget]:
    made = form_fields(kind, fields, known)
    if kind == "ordliste":
        return [{"name": LISTED, "label": "Ord", "widget": "list", "label_singular": "ord", "collapsed": True, "summary": "{{fields.ord}}", "fields": made}]  # fmt: skip
    body = _BODY | {
        "label": _TEXTS.get(kind, "Teksten"),
        "buttons": _BUTTONS,
        "editor_components": [],
        "modes": [*(_RAW if is_raw else known.ways)],
        **({"hint": _ONLY_RAW} if is_raw and known.ways != _RAW else {}),
    }
    # The text first: it is what an editor comes for, and the fields are many.
    return [body, *made] if text else made


_TEXTS = {"dokument": "Kort fortalt", "mote": "Referat"}
