"""A new document of a template: where it goes, what it is called, and its files. Nothing is invented."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from avtaleverk.corpus.read_templates import NAMED, shipped_templates
from avtaleverk.corpus.yaml_writing import Value, written
from avtaleverk.model.addresses import document_address, slug
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, DocumentKind
from avtaleverk.model.source import Source
from avtaleverk.model.templates import Template
from avtaleverk.pages.organisation.annual_report import plain

ROOTS = {DocumentKind.AGREEMENT: "avtaler", DocumentKind.GUIDELINE: "retningslinjer"}
_LONGEST_NAME = 40
# Words that no name should end with when it is cut.
_SMALL = frozenset(
    {"og", "i", "for", "av", "til", "med", "om", "pa", "fra", "ved", "mellom", "som", "den", "det", "de"}
)


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What somebody wants: ``number`` is None where it has none, ``parent`` what an attachment goes under.

    ``name`` is that of the folder, "" where the number and the title decide. ``language`` is "" for the community's own.
    """

    kind: DocumentKind
    title: str
    template: Template
    number: str | None = None
    parent: Document | None = None
    owner: str | None = None
    demands: tuple[int, ...] = ()
    version: str = "1.0"
    name: str = ""
    language: str = ""

    @property
    def folder(self) -> str:
        """Return the folder it gets, in the manner of the folders that are there: ``retningslinjer/05-utskriving``."""
        place = f"{self.parent.folder}/vedlegg" if self.parent else ROOTS.get(self.kind, "")
        return f"{place}/{self.name or _name(self.kind, self.number, self.title)}"

    @property
    def label(self) -> str:
        """Return what it is called: «Retningslinje 5», or its title where it has no number."""
        return f"{self.kind.value.capitalize()} {self.number}" if self.number else self.title


def _name(kind: DocumentKind, number: str | None, title: str) -> str:
    words = slug(title).split("-")
    while len(words) > 1 and (len("-".join(words)) > _LONGEST_NAME or words[-1] in _SMALL):
        words.pop()
    padded = number.zfill(2) if number and kind is DocumentKind.GUIDELINE else number
    return "-".join(filter(None, [padded, *words]))


def templates_for(corpus: Corpus, kind: DocumentKind, language: str = "") -> tuple[Template, ...]:
    """Return the templates for a kind, the one to take unasked first: that which is called as the kind.

    One of the community's own takes the place of the one of that name that comes with the program.
    """
    wanted = language or corpus.community.language
    shipped = [t for t in shipped_templates() if t.kind is kind]
    in_language = [t for t in shipped if t.language == wanted] or [t for t in shipped if t.language == "nb"]
    found = {t.name: t for t in in_language} | {t.name: t for t in corpus.templates if t.kind is kind}
    return tuple(sorted(found.values(), key=lambda t: (t.name != kind.value, t.name)))


def next_number(corpus: Corpus, kind: DocumentKind, parent: Document | None = None) -> str | None:
    """Return the number after the highest one: 6 after 5, 1.5 after 1.4; None for what has no numbers here."""
    siblings = parent.attachments if parent else [d for d in corpus.documents if d.kind is kind]
    known = [d.number for d in siblings if d.number]
    if kind is DocumentKind.ATTACHMENT and parent and parent.number:
        last = [int(n.rpartition(".")[2]) for n in known if n.startswith(f"{parent.number}.")]
        return f"{parent.number}.{max(last, default=0) + 1}"
    if kind is DocumentKind.GUIDELINE or known:
        highest = max((int(n.partition(".")[0]) for n in known), default=0)
        # A number that another attachment has would make «vedlegg 1» mean two things.
        used = {d.number for d in corpus.all_documents() if d.kind is kind}
        return next(str(n) for n in count(highest + 1) if str(n) not in used)
    return None


def existing(
    corpus: Corpus, kind: DocumentKind, title: str, number: str | None, parent: Document | None
) -> Document | None:
    """Return the document of that title that is there already, in the same place; of that number, where one is said."""
    for document in parent.attachments if parent else corpus.documents:
        same_title = document.title.casefold() == title.casefold()
        if document.kind is kind and same_title and number in {None, document.number}:
            return document
    return None


def hindrances(corpus: Corpus, new: NewDocument) -> Iterator[str]:
    """Yield what keeps a document from being made: a number, a folder or an address that is taken."""
    fault = number_fault(corpus, new.kind, new.number, new.parent) if new.number else None
    if fault:
        yield fault
    elif not slug(new.title) and not new.name:
        cure = "Skriv en annen, eller velg navnet på mappa med --mappe."
        yield f"Tittelen «{new.title}» har ingen bokstaver eller tall. {cure}"
    elif other := corpus.document(new.folder):
        yield f"Mappa {new.folder} er tatt av «{other.title}». Velg en annen med --mappe."
    else:
        yield from _address_taken(corpus, new)


def number_fault(
    corpus: Corpus, kind: DocumentKind, number: str, parent: Document | None, title: str = ""
) -> str | None:
    """Return why a document cannot have a number, None where it can; the one that has ``title`` as well is itself."""
    free, above = next_number(corpus, kind, parent), parent.number if parent else None
    other = next((d for d in corpus.all_documents() if d.kind is kind and d.number == number), None)
    if other and other.title.casefold() != title.casefold():
        cure = f"Neste ledige nummer er {free}." if free else "Velg et annet."
        return f"Nummer {number} er tatt av «{other.title}» ({other.folder}). {cure}"
    if above and not re.fullmatch(rf"{re.escape(above)}\.\d+", number):
        return f"Et vedlegg til {above} har et nummer som {free}, ikke {number}."
    return None


def _address_taken(corpus: Corpus, new: NewDocument) -> Iterator[str]:
    address = document_address(_record(new), new.parent)
    parents = {d.folder: d for d in corpus.documents}
    for document in corpus.all_documents():
        if document_address(document, parents.get(document.parent_folder or "")) == address:
            yield f"Adressen /{address} er tatt av «{document.title}» ({document.folder}). Velg et annet navn med --mappe."
    for forwarding in corpus.forwardings:
        if forwarding.address == address and not forwarding.anchor:
            yield (
                f"Adressen /{address} har vært brukt før, og videresending.yml sier hvor teksten ble av. Velg et annet "
                "nummer eller navn, så ingen gammel lenke fører feil."
            )


def _record(new: NewDocument) -> Document:
    return Document(new.folder, new.title, new.kind, "", Source(f"{new.folder}/index.md"), number=new.number)


def files_of(corpus: Corpus, new: NewDocument) -> Mapping[str, str]:
    """Return the files of a new document by their paths: what it is, and its first proposal."""
    return {
        f"{new.folder}/index.md": _with_fields(_index(corpus, new), filled(corpus, new, new.template.summary)),
        f"{new.folder}/{new.version}.md": _with_fields(_version(new), filled(corpus, new, new.template.body)),
    }


def _with_fields(fields: Mapping[str, Value], text: str) -> str:
    lines = "".join(f"{name}: {_code(name, value)}\n" for name, value in fields.items() if value)
    return f"---\n{lines}---\n" + (f"\n{text.strip()}\n" if text.strip() else "")


def _code(name: str, value: Value) -> str:
    """Return a value as it is written; numbers of documents and versions always stand between quotation marks."""
    return f'"{value}"' if name in {"nummer", "versjon"} else written(value)


def _index(corpus: Corpus, new: NewDocument) -> Mapping[str, Value]:
    template, own = new.template, new.language or new.template.language
    return {
        "tittel": new.title,
        "type": new.kind.value,
        "nummer": new.number or "",
        "eier": new.owner or template.owner or "",
        "lovkrav": list(new.demands),
        "tema": list(template.themes),
        "malgruppe": list(template.audience),
        "sprak": own if own != corpus.community.language else "",
    }


def _version(new: NewDocument) -> Mapping[str, Value]:
    return {"versjon": new.version, "endringer": new.template.changes}


def filled(corpus: Corpus, new: NewDocument, text: str) -> str:
    """Return a text of the template with its names filled in; what nobody has said is left to be written."""
    facts = _facts(corpus, new)
    return NAMED.sub(lambda m: facts.get(m[1].strip(), ""), text)


def _facts(corpus: Corpus, new: NewDocument) -> Mapping[str, str]:
    owner, rule = new.owner or new.template.owner, corpus.rule_for(_record(new))
    parent = new.parent
    above = f"{parent.kind.value} {parent.number}" if parent and parent.number else (parent.title if parent else "")
    return {
        "tittel": plain(new.title),
        "merke": plain(new.label),
        "nummer": new.number or "",
        "versjon": new.version,
        "eier": plain(corpus.body_name(owner)) if owner else "(Skriv hvem som eier dokumentet.)",
        "godkjennes_av": plain(corpus.body_name(rule.body)) if rule else "(Skriv hvem som godkjenner dokumentet.)",
        "overordnet": plain(above),
        "fellesskap": plain(corpus.community.name),
    }
