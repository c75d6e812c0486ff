"""Words that mean the same: from the glossary, from the texts themselves, and common ones of the field."""

import re
from collections.abc import Iterable, Iterator

_SHORT = re.compile(r"[ ]\(([A-ZÆØÅ]{2,6})\)")
_LETTERS_BEFORE, _MOST_WORDS = 160, 8
_SMALL = frozenset({"og", "i", "for", "av", "på", "til", "med", "ved", "om"})

# General words of health services and public offices, in both written forms; a community adds its own in ordliste.yml.
COMMON = tuple(
    tuple(word.strip() for word in group.split(","))
    for group in (
        "pasient, bruker, tjenestemottaker",
        "lege, doktor",
        "fastlege, allmennlege",
        "sykehus, helseforetak, hospital",
        "årsmelding, årsrapport, årsberetning",
        "gravid, svangerskap",
        "fødsel, føde, barsel",
        "eldre, gammel, geriatri",
        "barn, ungdom, unge",
        "psykisk, psykiatri, psykiatrisk",
        "rus, rusmiddel, avhengighet",
        "utskrivning, utskriving, utskrivelse, hjemsendelse",
        "innleggelse, innlegging",
        "avvik, uønsket hendelse, avviksmelding",
        "referat, protokoll, møtebok",
        "beslutning, vedtak, avgjørelse, bestemme",
        "frist, tidsfrist",
        "godtgjørelse, godtgjøring, honorar, betaling, møtegodtgjørelse",
        "revidere, revisjon, endre, oppdatere",
        "oppsigelse, si opp, oppsi, avslutte",
        "uenighet, konflikt, tvist",
        "enighet, konsensus",
        "avstemning, avstemming, votering",
        "leder, sjef",
        "nestleder, varaleder",
        "vara, varamedlem, stedfortreder",
        "sammensetning, medlem, deltaker",
        "oppgave, ansvar, mandat",
        "frekvens, hvor ofte",
        "telefon, kontakt, epost",
        "pårørende, familie",
        "taushetsplikt, konfidensialitet, personvern",
        "kompetanse, opplæring, kurs",
        "legemiddel, medisin, medikament",
        "henvisning, henvise",
        "ambulanse, akutt, øyeblikkelig hjelp",
        "gjelde, varighet, gyldig, ikrafttredelse",
        "høring, høringsfrist, høringsuttalelse",
        "statistikk, tall, data",
        "møte, sammenkomst",
        "kommune, kommunal",
        "økonomi, finansiering, penger, kostnad",
    )
)


def defined_in(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield each abbreviation that a text explains where it first uses it: «Strategisk samarbeidsutvalg (SSU)»."""
    seen = set()
    for text in texts:
        for found in _SHORT.finditer(text):
            before = re.split(r"[^\w –-]", text[max(0, found.start() - _LETTERS_BEFORE) : found.start()])[-1]
            if (pair := _matched(before.split()[-_MOST_WORDS:], found[1])) and pair not in seen:
                seen.add(pair)
                yield pair


def _matched(words: list[str], abbreviation: str) -> tuple[str, str] | None:
    """Return the words before the bracket that an abbreviation stands for, with it; as many as it has letters for."""
    for start in range(len(words)):
        taken = words[start:]
        initials = [word[0].lower() for word in taken if word.lower() not in _SMALL]
        if taken[0].lower() not in _SMALL and _takes(abbreviation.lower(), " ".join(taken).lower(), initials):
            return " ".join(taken), abbreviation
    return None


def _takes(letters: str, words: str, initials: list[str]) -> bool:
    """Say whether an abbreviation begins as the words do, has all their initials in order, and no letter they lack."""
    return letters[0] == initials[0] and _in_order(initials, letters) and _in_order(letters, words)


def _in_order(wanted: Iterable[str], found: str) -> bool:
    rest = iter(found)
    return all(letter in rest for letter in wanted)
