"""Norwegian sentences out of a small vocabulary, the same ones for the same seed."""

from random import Random

_SUBJECTS = (
    "Kommunen", "Helseforetaket", "Sekretariatet", "Utvalget", "Den som har ansvaret", "Avdelingen", "Fastlegen",
    "Koordinatoren", "Partene", "Lederen av utvalget", "Tjenestekontoret", "Den ansatte", "Prosjektgruppa",
    "Kontaktpersonen", "Vaktlaget", "Enheten som melder", "Arbeidsgruppa", "Den faglige lederen",
)  # fmt: skip
_VERBS = (
    "skal følge opp", "har ansvar for", "melder fra om", "kan ikke utsette", "bør avklare", "skal samordne",
    "vurderer", "gjennomgår", "dokumenterer", "tar stilling til", "orienterer om", "legger til rette for",
    "må prioritere", "kvalitetssikrer", "planlegger", "avslutter", "oppdaterer", "evaluerer",
)  # fmt: skip
_ADJECTIVES = (
    "felles", "tidlige", "skriftlige", "lokale", "faglige", "avtalte", "nødvendige", "årlige", "planlagte",
    "digitale", "tverrfaglige", "løpende", "samlede", "varige", "kommunale", "forebyggende",
)  # fmt: skip
_OBJECTS = (
    "meldinger", "rutiner", "overganger", "avvik", "samtaler", "planer", "innleggelser", "utskrivninger",
    "henvisninger", "møter", "opplæringstiltak", "vurderinger", "hjelpemidler", "oppgaver", "behandlingsforløp",
    "ansvarsforhold", "rapporter", "pasientforløp", "tilbud", "beredskapstiltak", "kartlegginger",
)  # fmt: skip
# Joined, they make the long words that such texts are full of, and a vocabulary of a natural size.
_FIRSTS = (
    "samhandlings", "pasient", "opplærings", "beredskaps", "oppfølgings", "innleggelses", "utskrivnings", "kvalitets",
    "kompetanse", "rehabiliterings", "legemiddel", "hjelpemiddel", "journal", "samarbeids", "forbedrings", "tjeneste",
    "behandlings", "kartleggings", "ressurs", "fastlege", "bruker", "pårørende", "sykehus", "kommune", "avviks",
    "veilednings", "ernærings", "smittevern", "habiliterings", "forsknings", "overgangs", "vedtaks", "melde",
    "hjemme", "korttids", "observasjons", "transport", "vakt", "sikkerhets", "aktivitets",
)  # fmt: skip
_LASTS = (
    "planer", "rutiner", "møter", "tiltak", "grupper", "ordninger", "notater", "lister", "avtaler", "skjemaer", "team",
    "behov", "forløp", "samtaler", "systemer", "oppdrag", "dager", "kontakter", "mål", "opphold", "prosjekter",
    "rapporter", "kurs", "vurderinger", "tilbud", "forum", "varsler", "saker", "spørsmål", "kontroller", "besøk",
    "oversikter", "prosedyrer", "råd", "midler", "funn", "enheter", "tjenester", "krav", "frister",
)  # fmt: skip
_JOINED = 0.6
_PLACES = (
    "i egen organisasjon", "ved overgang mellom nivåene", "sammen med pasient og pårørende", "i den enkelte saken",
    "på tvers av tjenestene", "innen tre virkedager", "før neste møte", "ved behov for endring", "gjennom hele året",
    "i samarbeid med brukerutvalget", "når forholdene endrer seg", "etter samme framgangsmåte i alle kommuner",
    "så snart opplysningene foreligger", "med de fristene som er avtalt", "uten unødig opphold",
)  # fmt: skip
_REASONS = (
    "slik at ansvaret er tydelig", "og skriver resultatet i journalen", "og varsler den andre parten",
    "for å unngå dobbeltarbeid", "og legger saken fram for utvalget", "der det ikke går ut over forsvarligheten",
    "fordi partene har ulik kapasitet", "og holder oversikten ved like", "hvis ikke annet er avtalt skriftlig",
    "og tar opp uenighet på lavest mulig nivå",
)  # fmt: skip
_LAWS = (
    "helse- og omsorgstjenesteloven § 3-4", "helse- og omsorgstjenesteloven § 6-2",
    "spesialisthelsetjenesteloven § 2-1 e", "pasient- og brukerrettighetsloven § 2-5", "helsepersonelloven § 4",
    "folkehelseloven § 7", "helseberedskapsloven § 2-1", "kommuneloven § 17-1",
)  # fmt: skip
_THEMES = (
    "Innleggelse", "Utskrivning", "Rehabilitering", "Svangerskap", "Beredskap", "Legemidler", "Hjelpemidler",
    "Opplæring", "Digital samhandling", "Forebygging", "Psykisk helse", "Rus", "Barn og unge", "Eldre",
    "Akuttmedisin", "Kompetansedeling", "Forskning", "Individuell plan",
)  # fmt: skip
_ASPECTS = (
    "formål", "ansvar", "oppgaver", "framgangsmåte", "melding", "oppfølging", "kvalitet", "roller", "frister",
    "uenighet", "dokumentasjon", "brukermedvirkning", "opplæring", "avvik", "evaluering", "sammensetning",
)  # fmt: skip


class Writer:
    """Writes titles, sentences and list items; ``clauses`` and ``documents`` are what it may refer to."""

    def __init__(self, random: Random, clauses: tuple[str, ...], documents: int) -> None:
        """Draw from ``random`` alone."""
        self._random = random
        self._clauses = clauses
        self._documents = documents

    def title(self) -> str:
        """Return the title of a document."""
        first, second = self._random.sample(_THEMES, 2)
        return f"{first} og {second.lower()}"

    def _things(self) -> str:
        pick = self._random.choice
        return f"{pick(_FIRSTS)}{pick(_LASTS)}" if self._random.random() < _JOINED else pick(_OBJECTS)

    def heading(self) -> str:
        """Return the heading of a clause."""
        return f"{self._random.choice(_ASPECTS).capitalize()} ved {self._things()}"

    def item(self) -> str:
        """Return what an item of a list says."""
        pick = self._random.choice
        return f"{pick(_ADJECTIVES).capitalize()} {self._things()} {pick(_PLACES)}"

    def row(self) -> tuple[str, str, str]:
        """Return what a row of a table says: a task, who does it, and when."""
        pick = self._random.choice
        return f"{pick(_ADJECTIVES).capitalize()} {self._things()}", pick(_SUBJECTS), pick(_PLACES).capitalize()

    def sentence(self) -> str:
        """Return a sentence of some fifteen words; one in five refers to something."""
        pick = self._random.choice
        core = f"{pick(_SUBJECTS)} {pick(_VERBS)} {pick(_ADJECTIVES)} {self._things()} {pick(_PLACES)}"
        if self._random.random() < 0.2:  # noqa: PLR2004 - as dense as in the texts of a real community
            return f"{core}, jf. {self._reference()}."
        return f"{core} {pick(_REASONS)}."

    def _reference(self) -> str:
        point, number = self._random.choice(self._clauses), self._random.randint(1, self._documents)
        law = self._random.choice(_LAWS)
        return self._random.choice(
            (f"pkt {point}", law, f"retningslinje {number}", f"retningslinje {number} pkt {point}")
        )
