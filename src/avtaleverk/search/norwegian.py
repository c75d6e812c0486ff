"""The two written forms of Norwegian as a dictionary has them: base forms, inflections, and how they meet."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

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


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The forms of bokmål and of nynorsk, each with its base form."""

    bokmal: Mapping[str, str]
    nynorsk: Mapping[str, str]


def load_dictionary() -> Dictionary:
    """Return the dictionary of the package; its million entries take a second to go through."""
    factory = DefaultDictionaryFactory()
    return Dictionary(dict(factory.get_dictionary("nb")), dict(factory.get_dictionary("nn")))


class Norwegian:
    """Base forms and inflections of both written forms; base forms are those of bokmål where it has the word."""

    def __init__(self, load: Callable[[], Dictionary] = load_dictionary) -> None:
        """Load nothing before the first word is asked for."""
        self._load = load
        self._known: dict[str, str | None] = {}

    @cached_property
    def _dictionary(self) -> Dictionary:
        return self._load()

    @property
    def _bokmal(self) -> Mapping[str, str]:
        return self._dictionary.bokmal

    @property
    def _nynorsk(self) -> Mapping[str, str]:
        return self._dictionary.nynorsk

    @cached_property
    def base_forms(self) -> frozenset[str]:
        """Return every base form of bokmål but names; some are no entries of the dictionary themselves."""
        return frozenset(base for base in set(self._bokmal.values()) if base.islower())

    def base(self, word: str) -> str | None:
        """Return the base form of a word in lower case, None where no dictionary has it.

        What is a base form itself stays so, whatever it may be an inflection of: «avvik», «bruker».
        """
        if word not in self._known:
            self._known[word] = self._find_base(word)
        return self._known[word]

    def _find_base(self, word: str) -> str | None:
        if word in _NYNORSK:
            return _NYNORSK[word]
        if word in self.base_forms:
            return self._usual(word)
        if (found := self._bokmal.get(word)) is not None and found.islower():
            return self._usual(found)
        if (nynorsk := self._nynorsk.get(word)) is not None and nynorsk.islower():
            return self._in_bokmal(nynorsk)
        return None

    def _usual(self, base: str) -> str:
        """Return the commoner of two spellings that bokmål allows."""
        for variant, usual in _VARIANTS:
            if variant in base and (other := base.replace(variant, usual)) in self.base_forms:
                return other
        agent = f"{base[:-2]}er"
        return agent if base.endswith("ar") and len(base) > _SHORTEST_CHANGED and agent in self.base_forms else base

    def also(self, base: str) -> str | None:
        """Return another base form that this one is an inflection of: «prioritert» is one of «prioritere» too."""
        found = self._bokmal.get(base)
        return self._usual(found) if found and found != base and found.islower() else None

    def _in_bokmal(self, nynorsk: str) -> str:
        """Return the base form that bokmål has for one of nynorsk, the same where the two have nothing in common."""
        if nynorsk in _NYNORSK:
            return _NYNORSK[nynorsk]
        if nynorsk in self.base_forms or len(nynorsk) < _SHORTEST_CHANGED:
            return self._usual(nynorsk)
        single = [rule.sub(bokmal, nynorsk) for rule, bokmal in _CORRESPONDENCES]
        double = [rule.sub(bokmal, once) for once in single if once != nynorsk for rule, bokmal in _CORRESPONDENCES]
        return next((form for form in (*single, *double) if form != nynorsk and form in self.base_forms), nynorsk)

    def knows(self, word: str) -> bool:
        """Say whether a word in lower case is the base form of a dictionary."""
        return word in self.base_forms

    def inflections(self, wanted: Iterable[str]) -> dict[str, set[str]]:
        """Return every form in either written form of the base forms that are ``wanted``."""
        forms = {base: {base} for base in wanted}
        for nynorsk, base in _NYNORSK.items():
            if base in forms:
                forms[base].add(nynorsk)
        for words, found in ((self._bokmal, self._usual), (self._nynorsk, self._in_bokmal)):
            bases: dict[str, str] = {}
            for word, base in words.items():
                if base not in bases:
                    bases[base] = found(base)
                if (known := forms.get(bases[base])) is not None:
                    known.add(word.lower())
        return forms
