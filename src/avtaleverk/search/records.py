"""What can be found: a point, a document, a body, a party, a word of the glossary."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Part:
    """A point within a record that holds several; ``start`` is the number of words before its text."""

    address: str
    number: str
    heading: str
    start: int


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One place that a search can lead to, and how it is shown among the hits.

    ``names`` is what the place is called, ``text`` what it says, and ``aside`` what is true of it without being said
    there (the title of its document, who sits in a body). ``filters`` are the values it is found under, by group.
    ``worth`` is below one where readers get little from the place, such as a document whose text is not here.
    ``parts`` are the points of a record that stands for a whole chapter; the script leads to the one that was hit.
    """

    address: str
    kind: str
    heading: str
    text: str
    names: str = ""
    aside: str = ""
    document: str = ""
    document_title: str = ""
    number: str = ""
    version: str = ""
    status: str = ""
    tone: str = ""
    language: str = ""
    worth: float = 1.0
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    def shown(self) -> dict[str, object]:
        """Return what the page of hits shows, under the short names that its script knows."""
        rows: dict[str, object] = {
            "a": self.address, "k": self.kind, "d": self.document, "f": self.document_title, "n": self.number,
            "h": self.heading, "v": self.version, "s": self.status, "t": self.tone, "l": self.language, "x": self.text,
            "p": [[part.address, part.number, part.heading, part.start] for part in self.parts],
        }  # fmt: skip
        return {name: value for name, value in rows.items() if value}


@dataclass(frozen=True, slots=True)
class Jump:
    """A place that is meant by its number or its abbreviation alone.

    ``kind`` is what stands before the number («retningslinje», «vedlegg»), ``points`` the numbers of its points, each
    with the anchor it has where that does not follow from the number.
    """

    kind: str
    number: str
    address: str
    label: str
    points: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchSource:
    """All that one index is made from.

    ``synonyms`` are groups of words and phrases that mean the same, as a glossary has them; ``labels`` what readers
    see of the values that hits can be filtered by, by group.
    """

    records: tuple[SearchRecord, ...]
    jumps: tuple[Jump, ...]
    synonyms: tuple[tuple[str, ...], ...]
    labels: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class IndexPlan:
    """One index of a site: the folder it lies in, a key of all that it is made from, and how to make its source."""

    folder: str
    key: str
    make: Callable[[], SearchSource] = field(compare=False, repr=False)
