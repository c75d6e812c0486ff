"""Whether what documents and bodies are about is said in the same words everywhere, so that each has one page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from avtaleverk.corpus.wording import shorten
from avtaleverk.model.addresses import slug
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.findings import Finding, Severity
from avtaleverk.model.source import Source
from avtaleverk.model.subjects import (
    STANDARD_GROUPS,
    SubjectKind,
    names_of,
    names_of_body,
    standard_group,
    subject_of,
)

# Names as alike as «utskriving» and «utskrivning» are taken for one that is written in two ways.
_ALIKE = 88
# What a file system takes as the name of a folder, with room to spare.
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class _Naming:
    """A name where it stands in a file; ``place`` finds the line, ``field`` is what the editor calls it."""

    name: str
    source: Source
    place: str
    field: str

    @property
    def folded(self) -> str:
        return " ".join(self.name.casefold().split())

    def finding(self, message: str, hint: str, severity: Severity = Severity.ERROR) -> Finding:
        return Finding(self.source.path, self.source.line(self.place), self.field, message, hint, severity)


def check_subjects(corpus: Corpus) -> Iterator[Finding]:
    """Yield names that have no address or that of another, and those that are nearly another."""
    for kind in SubjectKind:
        namings = list(_namings(corpus, kind))
        yield from _addresses(kind, namings)
        yield from _nearly_alike(kind, namings)


def _namings(corpus: Corpus, kind: SubjectKind) -> Iterator[_Naming]:
    for document in corpus.all_documents():
        for index, name in enumerate(names_of(document, kind)):
            yield _Naming(name, document.source, f"{kind}.{index}", kind)
    for structure in (*corpus.structures, *corpus.proposed_structures):
        for number, body in enumerate(structure.bodies):
            for index, name in enumerate(names_of_body(body, kind)):
                yield _Naming(name, structure.source, f"organer.{number}.{kind}.{index}", f"organer.{kind}")


def _addresses(kind: SubjectKind, namings: list[_Naming]) -> Iterator[Finding]:
    first: dict[str, _Naming] = {}
    for naming in namings:
        key = subject_of(kind, naming.name, "nb").key
        if not key or len(key) > _LONGEST:
            why = "har ingen tegn som kan stå i en adresse" if not key else "er for langt til å bli en adresse"
            yield naming.finding(f"«{shorten(naming.name)}» {why}", "Skriv et kort navn med bokstaver eller tall")
            continue
        other = first.setdefault(key, naming)
        is_standard = kind is SubjectKind.PATIENTS and standard_group(naming.name)
        if other.folded != naming.folded and not is_standard:
            message = f"«{shorten(naming.name)}» får samme adresse som «{shorten(other.name)}»: /{kind.register}{key}/"
            yield naming.finding(message, "Skriv navnet på samme måte begge steder, eller velg et annet navn")


def _nearly_alike(kind: SubjectKind, namings: list[_Naming]) -> Iterator[Finding]:
    """Warn of a name that is nearly a known one; of two that editors have made, the rarer is the one to mend."""
    known = {g.names["nb"]: g.terms for g in STANDARD_GROUPS} if kind is SubjectKind.PATIENTS else {}
    places: defaultdict[str, list[_Naming]] = defaultdict(list)
    for naming in namings:
        if not (kind is SubjectKind.PATIENTS and standard_group(naming.name)):
            places[slug(naming.name)].append(naming)
    used = Counter({key: len(found) for key, found in places.items()})
    keys = sorted(used, key=lambda key: (-used[key], key))
    for index, key in enumerate(keys):
        word = places[key][0].folded
        meant = next((name for name, terms in known.items() if any(_is_near(word, t.casefold()) for t in terms)), None)
        meant = meant or next((places[k][0].name for k in keys[:index] if _is_near(word, places[k][0].folded)), None)
        for naming in places[key] if meant else ():
            message = f"«{shorten(naming.name)}» er nesten det samme som «{shorten(meant or '')}»"
            hint = "Mente du det? Skriv det på samme måte. Ellers får de hver sin side"
            yield naming.finding(message, hint, Severity.WARNING)


def _is_near(one: str, other: str) -> bool:
    """Say whether two names are nearly the same words; types 1 and 2 of something are not."""
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other)) >= _ALIKE
