"""The two written forms of Norwegian as a dictionary has them: base forms, inflections, and how they meet."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

# How nynorsk spells what bokmål spells otherwise. A rule holds only where it leads to a word of the dictionary.
_CORRESPONDENCES = tuple(
    (re.compile(pattern), bokmal)
    for pattern, bokmal in (
        (r"ar(?=$|s)", "er"), (r"a$", "e"), (r"leg(?=$|e|het)", "lig"), (r"heit", "het"), (r"^kv", "hv"), (r"ten", "tjen"),
        (r"verks", "virks"), (r"^ein", "en"), (r"øyr", "ør"), (r"au", "ø"), (r"ei", "e"), (r"øy", "ø"),
        (r"verkn", "virkn"), (r"gje", "gi"), (r"gjera?", "gjøre"), (r"val(?=$|s)", "valg"), (r"sel$", "else"),
        (r"sle$", "selse"), (r"nad$", "ning"), (r"eg(?=$|e)", "ei"), (r"jou", "jo"), (r"bod", "bud"), (r"ing", "ning"),
        (r"gåv", "gav"), (r"(?<=s)am", "om"), (r"ve(?=r)", "vi"),
    )
)  # fmt: skip
_SHORTEST_CHANGED = 4
# Two spellings of one word, both of them bokmål too.
_VARIANTS = (("sju", "sy"), ("fram", "frem"), ("heim", "hjem"))
# Words of nynorsk that share no spelling with those of bokmål.
_NYNORSK = dict(
    pair.split("=")
    for pair in ["leiar=leder", "leiing=ledelse", "leie=lede", "verksemd=virksomhet", "rettleiing=veiledning", "rettleie=veilede", "moglegheit=mulighet", "mogleg=mulig", "avgjerd=avgjørelse", "føremål=formål", "tryggleik=sikkerhet", "tilvising=henvisning", "tilvise=henvise", "handsaming=behandling", "handsame=behandle", "naudsynt=nødvendig", "einskild=enkelt", "utgreiing=utredning", "greie=utrede", "mynde=myndighet", "styresmakt=myndighet", "løyve=tillatelse", "røyst=stemme", "avrøysting=avstemning", "røyste=stemme", "semje=enighet", "usemje=uenighet", "samd=enig", "usamd=uenig", "teieplikt=taushetsplikt", "born=barn", "framgangsmåte=fremgangsmåte", "medverknad=medvirkning", "medverke=medvirke", "tenesteyting=tjenesteyting", "skilnad=forskjell", "krevje=kreve", "velje=velge", "seie=si", "byrje=begynne", "byte=bytte", "lækjar=lege", "dokter=lege", "høyring=høring", "høyringsfrist=høringsfrist", "innkomen=innkommet", "vedkomande=vedkommende", "ålmenn=allmenn", "ålmente=allmennhet", "eigar=eier", "eige=eie", "arbeidsgjevar=arbeidsgiver", "gjevar=giver", "oppseiing=oppsigelse", "oppseie=oppsi", "utskriving=utskrivning", "innleggje=innlegge", "innlegging=innleggelse", "godtgjersle=godtgjørelse", "løn=lønn", "rettar=rettighet", "pårørande=pårørende", "deltakar=deltaker", "utval=utvalg"]
)  # fmt: skip


class Entry(NamedTuple):
    """What a dictionary has of a word: its base form, whether it is one itself in bokmål, and another that it inflects.

    «prioritert» is a base form, and an inflection of «prioritere» as well.
    """

    base: str | None
    known: bool = False
    also: str | None = None


NO_WORD = Entry(None)


class Norwegian(ABC):
    """Base forms and inflections of both written forms, of words in lower case."""

    @abstractmethod
    def entry(self, word: str) -> Entry:
        """Return what the dictionary has of a word, ``NO_WORD`` where it does not have it."""

    @abstractmethod
    def inflections(self, wanted: Iterable[str]) -> dict[str, set[str]]:
        """Return every form in either written form of the base forms that are ``wanted``."""

    def base(self, word: str) -> str | None:
        """Return the base form of a word, None where no dictionary has it."""
        return self.entry(word).base

    def also(self, base: str) -> str | None:
        """Return another base form that this one is an inflection of."""
        return self.entry(base).also

    def knows(self, word: str) -> bool:
        """Say whether a word is a base form."""
        return self.entry(word).known


@dataclass(frozen=True, slots=True)
class Dictionary(Norwegian):
    """Every form of both written forms with its base form, that of bokmål where it has the word.

    ``bases`` are the base forms of bokmål; ``others`` have another base form that they are an inflection of as well.
    """

    forms: Mapping[str, str]
    bases: frozenset[str]
    others: Mapping[str, str]

    def entry(self, word: str) -> Entry:
        """Look the word up."""
        return Entry(self.forms.get(word), word in self.bases, self.others.get(word))

    def inflections(self, wanted: Iterable[str]) -> dict[str, set[str]]:
        """Go through all forms."""
        found = {base: {base} for base in wanted}
        for form, base in self.forms.items():
            if base in found:
                found[base].add(form)
        return found

    def rows(self) -> Iterator[tuple[str, str, bool, str | None]]:
        """Yield each form with what the dictionary has of it."""
        return ((form, base, form in self.bases, self.others.get(form)) for form, base in self.forms.items())


def make_dictionary() -> Dictionary:
    """Return the dictionary made from that of the package, whose million entries take seconds to go through."""
    factory = DefaultDictionaryFactory()
    bokmal = {form: base for form, base in factory.get_dictionary("nb").items() if base.islower()}
    bases = frozenset(bokmal.values())
    usual = {base: _usual(base, bases) for base in bases}
    # What is a base form itself stays so, whatever it may be an inflection of: «avvik», «bruker».
    forms = {**{form.lower(): usual[base] for form, base in bokmal.items()}, **usual}
    for form, base in factory.get_dictionary("nn").items():
        if base.islower() and form.lower() not in forms:
            forms[form.lower()] = _in_bokmal(base, usual)
    others = {base: usual[bokmal[base]] for base in bases if bokmal.get(base, base) != base}
    return Dictionary({**forms, **_NYNORSK}, bases, others)


def _usual(base: str, bases: frozenset[str]) -> str:
    """Return the commoner of two spellings that bokmål allows."""
    for variant, usual in _VARIANTS:
        if variant in base and (other := base.replace(variant, usual)) in bases:
            return other
    agent = f"{base[:-2]}er"
    return agent if base.endswith("ar") and len(base) > _SHORTEST_CHANGED and agent in bases else base


def _in_bokmal(nynorsk: str, usual: Mapping[str, str]) -> str:
    """Return the base form that bokmål has for one of nynorsk, the same where the two have nothing in common."""
    if nynorsk in _NYNORSK:
        return _NYNORSK[nynorsk]
    if nynorsk in usual or len(nynorsk) < _SHORTEST_CHANGED:
        return usual.get(nynorsk, nynorsk)
    single = [rule.sub(bokmal, nynorsk) for rule, bokmal in _CORRESPONDENCES]
    double = [rule.sub(bokmal, once) for once in single if once != nynorsk for rule, bokmal in _CORRESPONDENCES]
    return next((form for form in (*single, *double) if form != nynorsk and form in usual), nynorsk)
