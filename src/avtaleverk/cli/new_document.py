"""``avtaleverk ny``: a new guideline, attachment or agreement of a template, with its first proposal."""

import argparse
import re
from dataclasses import dataclass

from avtaleverk.cli.asking import Asker, one_of, text_of
from avtaleverk.cli.deeds import add_verb_options, run_verb
from avtaleverk.cli.report import as_json, say
from avtaleverk.corpus import read_corpus
from avtaleverk.corpus.fields import NUMBER_PATTERN, VERSION_PATTERN
from avtaleverk.corpus.lookup import choices, find_document
from avtaleverk.corpus.read_templates import NAMES
from avtaleverk.editing.deed import Deed, Desk, command
from avtaleverk.editing.making import make, own_templates
from avtaleverk.editing.new_document import NewDocument, existing, next_number, number_fault, templates_for
from avtaleverk.model.addresses import slug
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, DocumentKind
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.model.templates import Template
from avtaleverk.organisation.law import DEMANDS

NAME = "ny"
HELP = "Lag en ny retningslinje, et nytt vedlegg eller en ny avtale av en mal, med det første forslaget."
_DESCRIPTION = (
    "Malene som følger med, kan byttes ut med egne i maler/<navn>.md: --maler viser hvilke som finnes, --egne-maler "
    "legger dem i mappa, så du kan endre dem. Krav til form ligger i maler/form.yml."
)
_EXAMPLE = command("ny", "--type", "retningslinje", "--tittel", "Utskriving")
_LANGUAGES = ("nb", "nn", "se")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    parser.epilog = _DESCRIPTION
    parser.add_argument("--type", metavar="TYPE", help=f"{', '.join(DocumentKind)}")
    parser.add_argument("--tittel", metavar="TITTEL", help="tittelen slik leserne skal kjenne den")
    parser.add_argument("--nummer", metavar="NUMMER", help="nummeret (det neste som er ledig)")
    parser.add_argument("--under", metavar="DOKUMENT", help="retningslinja eller avtalen et vedlegg hører til")
    parser.add_argument("--eier", metavar="ORGAN", help="organet som holder dokumentet ved like")
    parser.add_argument("--lovkrav", metavar="PUNKTER", help="punktene i § 6-2 dokumentet dekker, for eksempel 3,5")
    parser.add_argument("--versjon", metavar="NUMMER", default="1.0", help="nummeret på den første versjonen (1.0)")
    parser.add_argument("--mal", metavar="NAVN", help="malen (den egne av typen, ellers den som følger med)")
    parser.add_argument("--mappe", metavar="NAVN", help="navnet på mappa (nummeret og tittelen)")
    parser.add_argument("--sprak", "--språk", metavar="SPRÅK", help="språket teksten skal skrives på: nb, nn eller se")
    parser.add_argument("--maler", action="store_true", help="vis malene som finnes, og navnene en mal kan bruke")
    parser.add_argument("--egne-maler", action="store_true", help="legg malene og kravene til form i mappa maler")
    add_verb_options(parser)


def run(options: argparse.Namespace) -> int:
    """Make a document, or show what it can be made of; 2 where something is missing.

    Raises AvtaleverkError where the folder has errors, or the document cannot be made.
    """
    if options.maler:
        return _show_templates(options)
    if options.egne_maler:
        return run_verb(options, command("ny", "--egne-maler"), lambda desk, _: own_templates(desk))
    return run_verb(options, _EXAMPLE, lambda desk, ask: _deed(desk, ask, options))


def _show_templates(options: argparse.Namespace) -> int:
    reading = read_corpus(options.rot)
    if reading.corpus is None:
        message = "Mappa har feil som må rettes først."
        raise AvtaleverkError(message, reading.errors)
    corpus = reading.corpus
    templates = [t for kind in DocumentKind for t in templates_for(corpus, kind)]
    if options.json:
        found = [{"navn": t.name, "tittel": t.title, "type": t.kind.value, "forklaring": t.explanation, "egen": t.is_own} for t in templates]  # fmt: skip
        say(as_json({"maler": found, "navn": NAMES}))
        return 0
    for template in templates:
        whose = "egen" if template.is_own else "følger med"
        say(f"{template.name:<16} {template.kind.value}, {whose}: {template.title}. {template.explanation}".rstrip())
    say("\nNavn en mal kan bruke, mellom {{ og }}:")
    for name, what in NAMES.items():
        say(f"  {name:<16} {what}")
    return 0


@dataclass(frozen=True, slots=True)
class _Questions:
    """What is asked about a document of one kind."""

    corpus: Corpus
    ask: Asker
    options: argparse.Namespace
    kind: DocumentKind

    def parent(self) -> Document | None:
        """Return what an attachment goes under."""
        known = self.corpus.documents
        given = self.options.under
        if self.kind is not DocumentKind.ATTACHMENT:
            if given is not None:
                self.ask.lack("--under: Bare et vedlegg ligger under noe. Ta det bort, eller skriv --type vedlegg")
            return None
        if self.ask.asks and given is None:
            say(f"Vedlegget kan høre til en av disse:\n{choices(known)}")
        return self.ask.need("--under", given, "Hva hører vedlegget til", self._above, _shown(self.ask, "1"))

    def _above(self, words: str) -> Document:
        found = find_document(self.corpus, words)
        if found.kind is DocumentKind.ATTACHMENT:
            msg = f"«{found.title}» er selv et vedlegg. Velg retningslinja eller avtalen det hører til"
            raise ValueError(msg)
        return found

    def template(self, language: str) -> Template | None:
        """Return the template that is chosen; unasked, the first one."""
        known = templates_for(self.corpus, self.kind, language)
        by_name = {t.name: t for t in known}
        read = one_of(tuple(by_name))
        if self.options.mal is None and (len(known) == 1 or not self.ask.asks):
            return known[0]
        name = self.ask.need("--mal", self.options.mal, f"Hvilken mal ({', '.join(by_name)})", read, known[0].name)
        return by_name[name] if name else None

    def number(self, title: str, parent: Document | None) -> str | None:
        """Return the number, the next one where nobody says another; None where such documents have none.

        A document that is there under that title keeps its own.
        """
        known = existing(self.corpus, self.kind, title, self.options.nummer, parent)
        if known:
            return known.number
        suggested = next_number(self.corpus, self.kind, parent)

        def read(words: str) -> str:
            if not re.fullmatch(NUMBER_PATTERN, words):
                msg = f"«{words}» er ikke et nummer. Skriv for eksempel {suggested or '1'}"
                raise ValueError(msg)
            if fault := number_fault(self.corpus, self.kind, words, parent, title):
                raise ValueError(fault)
            return words

        if self.options.nummer is not None:
            return self.ask.read("--nummer", self.options.nummer, read)
        if suggested is None or not self.ask.asks:
            return suggested
        return self.ask.need("--nummer", None, "Hvilket nummer", read, suggested)

    def owner(self) -> str | None:
        """Return the body that keeps the document."""
        structure = self.corpus.structures[-1] if self.corpus.structures else None
        bodies = tuple(b.id for b in structure.bodies) if structure else ()
        question = f"Hvilket organ holder det ved like ({', '.join(bodies[:12])})"
        return self.ask.wish("--eier", self.options.eier, question, one_of(bodies))

    def demands(self) -> tuple[int, ...]:
        """Return the points of the law that the document covers."""
        if self.kind is DocumentKind.ATTACHMENT and self.options.lovkrav is None:
            return ()
        question = "Hvilke punkter i helse- og omsorgstjenesteloven § 6-2 dekker det, som 3,5"
        return self.ask.wish("--lovkrav", self.options.lovkrav, question, _demands) or ()


def _deed(desk: Desk, ask: Asker, options: argparse.Namespace) -> Deed:
    kinds = tuple(kind.value for kind in (DocumentKind.GUIDELINE, DocumentKind.ATTACHMENT, DocumentKind.AGREEMENT))
    kind = ask.need("--type", options.type, f"Hva skal du lage ({', '.join(kinds)})", one_of(kinds), kinds[0])
    title = ask.need("--tittel", options.tittel, "Hva skal det hete", text_of, _shown(ask, "Utskriving"))
    questions = _Questions(desk.corpus, ask, options, DocumentKind(kind or kinds[0]))
    parent = questions.parent() if kind else None
    language = ask.option("--sprak", options.sprak, one_of(_LANGUAGES))
    version = ask.read("--versjon", options.versjon, _version)
    name = ask.option("--mappe", options.mappe, _folder_name)
    template = questions.template(language or "") if kind else None
    is_placed = title and (parent or questions.kind is not DocumentKind.ATTACHMENT)
    number = questions.number(title, parent) if kind and title and is_placed else None
    owner, demands = questions.owner(), questions.demands()
    ask.settle()
    if not title or not template or not version:  # settled above; this is for the checker of types
        return Deed()
    return make(
        desk,
        NewDocument(
            questions.kind, title, template, number, parent, owner, demands, version, name or "", language or ""
        ),
    )


def _shown(ask: Asker, example: str) -> str:
    """Return what could be written, for those who read it; in a terminal Enter would take it for the answer."""
    return "" if ask.asks else example


def _version(words: str) -> str:
    if not re.fullmatch(VERSION_PATTERN, words):
        msg = f"«{words}» er ikke et versjonsnummer. Skriv for eksempel 1.0"
        raise ValueError(msg)
    return words


def _folder_name(words: str) -> str:
    if slug(words) != words or words == "vedlegg":
        msg = f"«{words}» kan ikke være navnet på mappa. Skriv for eksempel {slug(words) or 'utskriving'}"
        raise ValueError(msg)
    return words


def _demands(words: str) -> tuple[int, ...]:
    numbers = [part.strip() for part in words.split(",") if part.strip()]
    wrong = [n for n in numbers if not n.isdigit() or int(n) not in DEMANDS]
    if wrong or not numbers:
        msg = f"«{words}» er ikke punkter i § 6-2. Skriv tall fra {DEMANDS[0]} til {DEMANDS[-1]} med komma mellom, som 3,5"
        raise ValueError(msg)
    return tuple(dict.fromkeys(int(n) for n in numbers))
