"""What is said of two documents, alike in text, page and data: the sum, how alike a pair is, what a point is called."""

from collections.abc import Iterator
from dataclasses import dataclass

from avtaleverk.redline.own_text import OwnText
from avtaleverk.redline.phrases import Language, phrase
from avtaleverk.redline.runs import legal
from avtaleverk.redline.sharing import ALIKE, SharedPoint, Sharing, Totals


@dataclass(frozen=True, slots=True)
class Named:
    """What a document is called, and where its text lies: "" where nothing shall lead to it."""

    name: str
    address: str = ""

    def __post_init__(self) -> None:
        """Leave out what no page can show, such as half a letter of a file's name."""
        object.__setattr__(self, "name", legal(self.name))
        object.__setattr__(self, "address", legal(self.address))

    def place(self, point: OwnText) -> str:
        """Return where a point lies, "" where nothing shall lead to it."""
        return f"{self.address}#{point.clause.id}" if self.address and point.clause else self.address


@dataclass(frozen=True, slots=True)
class Told:
    """Two documents by their names, in a language."""

    sharing: Sharing
    one: Named
    other: Named
    language: Language = "nb"

    def say(self, name: str, *values: object) -> str:
        """Return a phrase of ours in the language, without what no page can show."""
        return legal(phrase(f"shared {name}", self.language, *values))

    @property
    def title(self) -> str:
        """Return what a page about the two is called."""
        return self.say("title", self.one.name, self.other.name)

    def summed(self) -> Iterator[str]:
        """Yield the sentences of the sum."""
        found, one, other = self.sharing, self.one.name, self.other.name
        if not found.shared:
            yield self.say("none", one, other)
            return
        yield self.say("sum", found.one.shared, found.one.points, one, other)
        yield self.say("kinds", found.equal, len(found.shared) - found.equal)
        yield self.say("words", _percent(found.one), one, _percent(found.other), other)

    def caution(self) -> str:
        """Return how far the likeness can be trusted."""
        return f"{self.say('caution', round(100 * ALIKE))} {self.say('judge')}"

    def likeness(self, pair: SharedPoint) -> str:
        """Return how alike a pair is."""
        return self.say("equal") if pair.is_equal else self.say("alike", pair.percent)

    def point(self, point: OwnText) -> str:
        """Return number and title of a point as its document has them."""
        clause = point.clause
        if clause is None:
            return phrase("preamble", self.language)
        if not clause.number and clause.within:
            return self.say("within", clause.title, clause.within)
        return legal(clause.label)


def _percent(totals: Totals) -> int:
    return round(100 * totals.part)
