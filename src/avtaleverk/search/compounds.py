"""Takes Norwegian compounds apart: «samhandlingsavvik» is «samhandling» and «avvik»."""

from collections.abc import Callable, Collection

# What may stand between the two halves of a compound, the likeliest first.
_LINKS = ("s", "", "-", "e")
_SHORTEST, _USUAL = 3, 5
_LEAST, _LONG, _LONGEST = 7, 8, 60
# Small words begin and end derived words («overgang», «etterspørsel»), which mean something of their own.
_PARTICLES = frozenset(
    ["over", "under", "etter", "gjennom", "mellom", "sammen", "fram", "frem", "ned", "opp", "inn", "ut", "til", "for", "ved", "mot", "med", "uten", "imot", "bort", "tilbake", "hver", "noe", "den", "det", "her", "der", "som", "men", "var", "han", "hun", "seg", "sin", "vår", "når", "hvor", "igjen", "ikke", "eller", "ell", "ere", "ing", "ens", "ene", "enn", "els", "ning", "forut", "være", "samt", "blant", "både", "like", "side", "vis", "skap", "het", "dom", "bar", "løs", "sam", "full", "aktig", "messig"]
)  # fmt: skip
_BEFORE_VERBS = (
    "inn",
    "ut",
    "opp",
    "av",
    "på",
    "til",
    "ned",
    "om",
    "frem",
    "fram",
    "videre",
    "gjennom",
    "over",
    "etter",
)
_DONE = ("ing", "else", "sjon", "e")


class Compounds:
    """Knows the words that a compound may be made of.

    ``base`` gives the base form of a word, None where it is no word; ``seen`` are the base forms that the corpus
    uses by themselves. Parts of three or four letters must be among them, and they are likelier than other parts.
    """

    def __init__(self, base: Callable[[str], str | None], seen: Collection[str]) -> None:
        """Keep both."""
        self._base = base
        self._seen = seen
        self._known: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the base forms of the parts of a compound, the larger parts too; none where it is not one."""
        if not _LEAST <= len(word) <= _LONGEST:
            return ()
        if word not in self._known:
            self._known[word] = self._take_apart(word)
        return self._known[word]

    def _take_apart(self, word: str) -> tuple[str, ...]:
        is_word = self._base(word) is not None
        best: tuple[tuple[int, ...], tuple[str, ...]] | None = None
        for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
            tail = self._tail(word[cut:], is_word=is_word)
            head = self._head(word[:cut], is_word=is_word) if tail else None
            if not tail or not head:
                continue
            known = (self._base(head) is not None) + (self._base(tail) is not None)
            # Known halves first, then those that the corpus itself uses, then halves of much the same length.
            worth = (known, (head in self._seen) + (tail in self._seen), min(cut, len(word) - cut))
            if best is None or worth > best[0]:
                best = worth, tuple(dict.fromkeys((head, *self.parts(head), tail, *self.parts(tail))))
        return best[1] if best else self._without_particle(word)

    def _without_particle(self, word: str) -> tuple[str, ...]:
        """Return what is done in a verb or its noun that begins with a particle: «innsending» is a «sending»."""
        for particle in _BEFORE_VERBS:
            rest = word.removeprefix(particle)
            if rest != word and len(rest) > _USUAL and rest.endswith(_DONE) and self._base(rest) == rest:
                return (rest,)
        return ()

    def _may_be_part(self, base: str) -> bool:
        return base not in _PARTICLES and len(base) >= (_SHORTEST if base in self._seen else _USUAL)

    def _tail(self, text: str, *, is_word: bool) -> str | None:
        """Return the base form of the second half; in a word of the dictionary it is a base form already."""
        base = self._base(text)
        if base is None:
            return text if not is_word and len(text) >= _LONG and self.parts(text) else None
        return base if self._may_be_part(base) and text not in _PARTICLES and (base == text or not is_word) else None

    def _head(self, text: str, *, is_word: bool) -> str | None:
        """Return the base form of the first half, without what links it to the second."""
        for link in _LINKS:
            stem = text.removesuffix(link)
            if link and stem == text:
                continue
            if self._base(stem) == stem and self._may_be_part(stem):
                return stem
        if is_word:
            return None
        base = self._base(text)
        if base is not None and len(text) >= _USUAL and self._may_be_part(base):
            return base
        long = text.removesuffix("s")
        return long if base is None and len(long) >= _LONG and self.parts(long) else None
