"""What documents and bodies are about: groups of patients, themes, and for whom a text is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from avtaleverk.model.addresses import audience_address, patient_group_address, slug, theme_address
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document
from avtaleverk.model.structure import Body


class SubjectKind(StrEnum):
    """Which field of the front matter names a subject."""

    PATIENTS = "pasientgrupper"
    THEME = "tema"
    AUDIENCE = "malgruppe"

    @property
    def register(self) -> str:
        """Return where all subjects of the kind are listed."""
        return _REGISTERS[self]


_REGISTERS = {SubjectKind.PATIENTS: "pasientgrupper/", SubjectKind.THEME: "tema/", SubjectKind.AUDIENCE: "for/"}
_PLACES = {
    SubjectKind.PATIENTS: patient_group_address,
    SubjectKind.THEME: theme_address,
    SubjectKind.AUDIENCE: audience_address,
}


@dataclass(frozen=True, slots=True)
class StandardGroup:
    """A group of patients that every community knows, since the nation has named it.

    ``names`` has its name by language, ``also`` what agreements and others call it. ``is_fifth`` is the group that
    Nasjonal helse- og samhandlingsplan 2024-2027 put beside the four of the agreements between the government and KS.
    """

    id: str
    names: Mapping[str, str]
    also: tuple[str, ...] = ()
    is_fifth: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        """Return everything it is called, its name first."""
        return (*self.names.values(), *self.also)


STANDARD_GROUPS = (
    StandardGroup(
        "barn-og-unge",
        {"nb": "Barn og unge", "nn": "Barn og unge"},
        ("barn og unge med store og sammensatte behov", "barn og unge med store og samansette behov"),
    ),
    StandardGroup(
        "eldre-med-skropelighet",
        {"nb": "Eldre med skrøpelighet", "nn": "Eldre med skrøpelegheit"},
        ("skrøpelige eldre", "skrøpelege eldre"),
    ),
    StandardGroup(
        "flere-kroniske-tilstander",
        {"nb": "Personer med flere kroniske tilstander", "nn": "Personar med fleire kroniske tilstandar"},
        ("personer med flere kroniske lidelser", "personar med fleire kroniske lidingar"),
    ),
    StandardGroup(
        "psykisk-helse-og-rus",
        {
            "nb": "Personer med alvorlige psykiske lidelser og rusmiddelproblemer",
            "nn": "Personar med alvorlege psykiske lidingar og rusmiddelproblem",
        },
        (
            "personer med alvorlige psykiske lidelser og rusproblemer",
            "personer med rusmiddelproblemer og alvorlige psykiske lidelser",
            "personer med rusproblemer og alvorlige psykiske lidelser",
        ),
    ),
    StandardGroup(
        "svangerskap-fodsel-barsel",
        {
            "nb": "Kvinner gjennom svangerskap, fødsel og barseltid",
            "nn": "Kvinner gjennom svangerskap, fødsel og barseltid",
        },
        (
            "kvinner i svangerskapet, under fødselen og i barseltiden",
            "gravide, fødende og barselkvinner",
            "gravide, fødande og barselkvinner",
        ),
        is_fifth=True,
    ),
)
_BY_SLUG = {slug(word): group for group in STANDARD_GROUPS for word in (group.id, *group.terms)}


@dataclass(frozen=True, slots=True)
class Subject:
    """A group, a theme or an audience by its key, which its address is made from, and the name that readers see.

    ``group`` is the standard group that it is, if it is one.
    """

    kind: SubjectKind
    key: str
    name: str
    group: StandardGroup | None = None

    @property
    def address(self) -> str:
        """Return the page of the subject."""
        return _PLACES[self.kind](self.key)

    @property
    def terms(self) -> tuple[str, ...]:
        """Return what a text may call it."""
        return self.group.terms if self.group else (self.name,)


def standard_group(name: str) -> StandardGroup | None:
    """Return the standard group that a name or an id means, None where a community has made the name itself."""
    return _BY_SLUG.get(slug(name))


def subject_of(kind: SubjectKind, name: str, language: str) -> Subject:
    """Return the subject that a name in a file means."""
    group = standard_group(name) if kind is SubjectKind.PATIENTS else None
    if group:
        return Subject(kind, group.id, group.names[language], group)
    return Subject(kind, slug(name), " ".join(name.split()))


def names_of(document: Document, kind: SubjectKind) -> tuple[str, ...]:
    """Return what the front matter of a document says of one kind, as it is written there."""
    fields = {
        SubjectKind.PATIENTS: document.patient_groups,
        SubjectKind.THEME: document.themes,
        SubjectKind.AUDIENCE: document.audience,
    }
    return fields[kind]


def names_of_body(body: Body, kind: SubjectKind) -> tuple[str, ...]:
    """Return what a structure says that a body is about."""
    fields = {SubjectKind.PATIENTS: body.patient_groups, SubjectKind.THEME: body.themes}
    return fields.get(kind, ())


def subjects(corpus: Corpus, kind: SubjectKind) -> tuple[Subject, ...]:
    """Return every subject of a kind by its name, the standard groups first and whether or not a file names them."""
    language = corpus.community.language
    found = {g.id: Subject(kind, g.id, g.names[language], g) for g in STANDARD_GROUPS if kind is SubjectKind.PATIENTS}
    own: dict[str, Subject] = {}
    for name in _named(corpus, kind):
        subject = subject_of(kind, name, language)
        if subject.key and subject.key not in found:
            own.setdefault(subject.key, subject)
    return (*found.values(), *sorted(own.values(), key=lambda s: s.key))


def _named(corpus: Corpus, kind: SubjectKind) -> Iterator[str]:
    for document in corpus.all_documents():
        yield from names_of(document, kind)
    for structure in corpus.structures:
        for body in structure.bodies:
            yield from names_of_body(body, kind)
