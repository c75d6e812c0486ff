"""Words for the documents that are edited: sentences, items, cells, and what a secretary puts in their place."""

import re
from collections.abc import Sequence
from itertools import count
from random import Random

from redigering_modell import Sentence, Word, Words
from setninger import Writer

_CLAUSES = tuple(f"{chapter}.{section}" for chapter in range(1, 6) for section in range(1, 4))
_CHUNK = re.compile(r"§ \d\S*(?: [a-z](?=[\s,.;]|$))?|[^\W\d]+- og [^\W\d]+|\S+")
_SIGNS = re.compile(r"(?P<before>[«(\"]*)(?P<text>.*?)(?P<after>[»)\",;:.]*)")

COUNTS = ("to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")
ADVERBS = (
    "også", "normalt", "fortløpende", "snarest", "skriftlig", "jevnlig", "likevel", "alltid", "muntlig", "fortsatt",
    "deretter", "særskilt", "uttrykkelig", "midlertidig", "unntaksvis",
)  # fmt: skip
_NOUNS = (
    "sykehjemmet", "legevakta", "bydelen", "styringsgruppa", "jordmora", "ergoterapeuten", "pasientreiser",
    "tildelingskontoret", "regnskapet", "referatet", "stillingen", "tavlemøtet", "bemanningen", "innkallingen",
    "driftsleder", "tannhelsetjenesten", "barnevernet", "rådmannen", "nattevakta", "smittesporingen",
)  # fmt: skip
_PHRASES = (
    "etter drøfting", "så langt råd er", "uten ugrunnet opphold", "innenfor gitte rammer", "dersom pasienten ønsker det",
    "gjennom faste møtepunkter", "ut fra lokale behov", "straks svar foreligger", "som ledd i internkontrollen",
    "kun unntaksvis", "på eget initiativ", "mot betaling", "ifølge vedtektene", "likeverdig", "overfor begge nivåer",
    "minst halvårlig", "hvert kvartal", "ansees avsluttet", "fastsettes særskilt", "blir forelagt styret",
    "utpeker sin stedfortreder", "bærer egne utgifter", "fordeles forholdsmessig", "avgis senest", "gir tilråding",
    "besørger utsending", "nærmere bestemt", "herunder tolkebruk", "med mindre annet framgår", "inntil videre",
)  # fmt: skip
_SHORT = (
    "Partene er enige om dette", "Dette gjelder tilsvarende", "Se vedlegget", "Kravet er absolutt",
    "Bestemmelsen gjelder for alle parter", "Uenighet løses på lavest mulig nivå", "Punktet kan ikke fravikes",
)  # fmt: skip
REPEATED = (
    "Bestemmelsen gjelder for alle parter. Uenighet løses på lavest mulig nivå.",
    "Det vises til samarbeidsavtalen og til vedlegget om økonomi.",
    "Partene dekker sine egne utgifter til deltakelse i møtene.",
)
REPEATED_HEADINGS = ("Sammensetning", "Oppgaver", "Møter og referat", "Mandat")
REPEATED_ITEMS = ("Oppfølging og evaluering", "Rapportering til utvalget", "Andre saker")
_FIRST = ("Kari", "Ola", "Anne", "Per", "Ingrid", "Lars", "Marit", "Jon", "Solveig", "Knut", "Aud", "Terje")
_LAST = ("Nilsen", "Hansen", "Berg", "Lie", "Moen", "Dahl", "Solberg", "Bakke", "Haugen", "Vik", "Strand", "Eide")
_TERMS = ("Tjenesteyter", "Samhandling", "Pårørende", "Forløp", "Utskrivningsklar", "Koordinator", "Melding", "Avvik")
_HOLDS = {
    "oppgave": ("Oppgave", "Tiltak", "Beskrivelse"),
    "hvem": ("Ansvarlig", "Hvem", "Part"),
    "navn": ("Navn", "Kontaktperson", "Leder"),
    "år": ("År", "Ferdig", "Frist"),
    "antall": ("Antall", "Plasser", "Timer"),
    "når": ("Når", "Merknad", "Vilkår"),
}
COLUMNS = tuple(_HOLDS)
_YEARS = range(2019, 2032)


class Maker:
    """Makes words and keys, all drawn from one seed."""

    def __init__(self, random: Random) -> None:
        """Draw from ``random`` alone."""
        self.random = random
        self.writer = Writer(random, _CLAUSES, 12)
        self._keys = count(1)

    def key(self) -> int:
        """Return a key that nothing else has."""
        return next(self._keys)

    def chance(self, share: float) -> bool:
        """Say yes in ``share`` of the cases."""
        return self.random.random() < share

    def pick(self, texts: Sequence[str]) -> str:
        """Return one of several texts."""
        return self.random.choice(texts)

    def words(self, text: str) -> Words:
        """Return a text as words with keys of their own; ``§ 3-4`` is one word."""
        found = []
        for chunk in _CHUNK.findall(text):
            m = _SIGNS.fullmatch(chunk)
            assert m is not None
            found.append(Word(self.key(), m["text"], m["before"], m["after"]))
        return tuple(found)

    def made(self, text: str) -> Sentence:
        """Return a sentence of a text that ends in a full stop."""
        return Sentence(self.words(text.removesuffix(".")), ".")

    def bare(self, text: str) -> Sentence:
        """Return a text that has no stop: a heading, an item."""
        return Sentence(self.words(text))

    def sentence(self) -> Sentence:
        """Return a sentence: of the corpus, with numbers in it, or one of the short ones."""
        draw = self.random.random()
        if draw < 0.62:  # noqa: PLR2004 - most are of the usual kind
            sentence = self.made(self.writer.sentence())
        elif draw < 0.9:  # noqa: PLR2004 - as many as texts of agreements have
            sentence = self.made(self._with_numbers())
        else:
            sentence = self.made(self.pick(_SHORT))
        return sentence

    def _with_numbers(self) -> str:
        draw, thing, who = self.random, self.writer.item(), self._who()
        year = draw.choice(_YEARS)
        return draw.choice((
            f"{who} legger fram {thing.lower()} innen {self.date()}",
            f"{who} møtes {self.pick(COUNTS)} ganger i året og behandler {thing.lower()}",
            f"Perioden {year}–{year + 3} gjelder for {thing.lower()}",
            f"Gruppa består av {self.pick(COUNTS)} fra {who.lower()} og {self.pick(COUNTS)} fra {self._who().lower()}",
            f"Svar gis innen {draw.randint(2, 60)} dager etter at {who.lower()} har mottatt {thing.lower()}",
            f"{who} dekker {draw.randint(5, 95)} prosent av utgiftene til {thing.lower()}",
            f"Med «{self.pick(_TERMS).lower()}» menes {thing.lower()}, slik {who.lower()} har fastsatt det",
            f"{who} – eller den som møter for {who.lower()} – svarer for {thing.lower()}",
        ))  # fmt: skip

    def _who(self) -> str:
        return self.writer.row()[1]

    def date(self) -> str:
        """Return a date as it is written in an agreement."""
        return f"{self.random.randint(1, 28)}.{self.random.randint(1, 12)}.{self.random.choice(_YEARS)}"

    def item(self) -> tuple[Sentence, ...]:
        """Return what an item says: mostly one line, now and then two sentences."""
        if self.chance(0.12):
            return (self.bare(self.pick(REPEATED_ITEMS)),)
        if self.chance(0.15):
            return (self.made(self.writer.sentence()), self.sentence())
        return (self.bare(self.writer.item()),)

    def term(self) -> str:
        """Return what a list of definitions defines."""
        return f"{self.pick(_TERMS)} i {self.writer.item().split()[1]}"

    def phrase(self, unlike: set[str]) -> Words:
        """Return a phrase that has no word in common with what it is to replace."""
        for _ in range(20):
            words = self.words(self.pick(_PHRASES))
            if self.chance(0.4):
                words = (*words, *self.words(self.pick(_NOUNS)))
            if not unlike & {word.text.lower() for word in words}:
                return words
        return self.words("forskriftsmessig")

    def noun(self, unlike: set[str]) -> str:
        """Return a word that is not among ``unlike``."""
        return self.pick([noun for noun in _NOUNS if noun not in unlike])

    def address(self) -> str:
        """Return where a link goes."""
        return f"https://lovdata.example/{self.random.randint(1, 99999)}"

    def head(self, holds: str, taken: set[str]) -> Words:
        """Return the heading of a column that no other has."""
        free = [text for text in _HOLDS[holds] if text not in taken]
        return self.words(self.pick(free or [f"{_HOLDS[holds][0]} {len(taken)}"]))

    def cell(self, holds: str) -> Words:
        """Return the content of a cell."""
        task, who, when = self.writer.row()
        return self.words({
            "oppgave": task, "hvem": who, "når": when,
            "navn": f"{self.pick(_FIRST)} {self.pick(_LAST)}",
            # Few years, so that neighbours often end in the same one.
            "år": self.pick(("2024", "2025", "2025", "2025", "2026")),
            "antall": str(self.random.randint(1, 40)),
        }[holds])  # fmt: skip
