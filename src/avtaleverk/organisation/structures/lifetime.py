"""From when and until when a body was there, and what it came from and became."""

from dataclasses import dataclass
from datetime import date

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.structure import Body, Structure


@dataclass(frozen=True, slots=True)
class Lifetime:
    """A stretch of structures that have a body: the ``first`` of them, and the one ``until`` which it was there."""

    first: Structure
    until: Structure | None

    def covers(self, day: date) -> bool:
        """Say whether the body was part of the structure of a day."""
        return self.first.starts <= day and (self.until is None or day < self.until.starts)


def lifetimes(corpus: Corpus, body_id: str) -> tuple[Lifetime, ...]:
    """Return when a body was there, the earliest stretch first; a body that came back has several."""
    found: list[Lifetime] = []
    first: Structure | None = None
    for structure in corpus.structures:
        here = structure.body(body_id) is not None
        if here and first is None:
            first = structure
        elif first and not here:
            found.append(Lifetime(first, structure))
            first = None
    return (*found, Lifetime(first, None)) if first else tuple(found)


def origins(corpus: Corpus, body: Body) -> tuple[str, ...]:
    """Return the ids of the earlier bodies that a body comes from: its own, and those of it in earlier structures."""
    earlier = (s.body(body.id) for s in corpus.structures)
    return tuple(dict.fromkeys(o for b in (*earlier, body) if b for o in b.came_from if o != body.id))


def heirs(corpus: Corpus, body_id: str) -> tuple[Body, ...]:
    """Return the bodies of adopted structures that come from a body, each once."""
    found = {b.id: b for s in corpus.structures for b in s.bodies if body_id in b.came_from and b.id != body_id}
    return tuple(found.values())
