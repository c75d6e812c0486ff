"""The fields of every content file, defined once: read, checked, documented and made a schema from."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field may hold."""

    TEXT = "tekst"
    CODE = "tall i anførselstegn"
    DATE = "dato"
    WHOLE = "helt tall"
    FLAG = "ja eller nei"
    TEXTS = "liste med tekster"
    WHOLES = "liste med hele tall"
    GROUP = "gruppe"
    GROUPS = "liste med grupper"
    COUNT = "antall"
    TASKS = "oppgaver"
    TEMPLATES = "maler"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in the file, what it may hold, and a line of help for editors.

    ``choices`` limits the values, ``fields`` are the fields inside a group, ``pattern`` is what a
    value must match, with ``example`` shown to the editor where it does not.
    """

    name: str
    kind: Kind
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    fields: tuple["Field", ...] = ()
    pattern: str = ""
    example: str = ""


ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
VERSION_PATTERN = r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}(?:-[a-z0-9]{1,20})?"
NUMBER_PATTERN = r"[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}"
_SIDES = ("kommune", "helseforetak", "begge", "fastlege", "bruker", "tillitsvalgt", "observatør")

DOCUMENT = (
    Field("tittel", Kind.TEXT, "Tittelen slik leserne kjenner den.", required=True),
    Field("type", Kind.TEXT, "Hva dokumentet er.", required=True, choices=("avtale", "retningslinje", "vedlegg")),
    Field(
        "nummer", Kind.CODE, "Nummeret dokumentet har i samlingen.", pattern=NUMBER_PATTERN, example='"1" eller "1.4"'
    ),
    Field("eier", Kind.TEXT, "Organet som holder dokumentet ved like."),
    Field("godkjennes_av", Kind.TEXTS, "Organet som godkjenner, når det avviker fra regelen i helsefellesskap.yml."),
    Field("lovkrav", Kind.WHOLES, "Punktene i helse- og omsorgstjenesteloven § 6-2 som dokumentet dekker."),
    Field("tema", Kind.TEXTS, "Tema dokumentet handler om."),
    Field("pasientgrupper", Kind.TEXTS, "Pasientgrupper dokumentet gjelder."),
    Field("malgruppe", Kind.TEXTS, "Hvem dokumentet er skrevet for."),
    Field("sprak", Kind.TEXT, "Språket teksten er skrevet på.", choices=("nb", "nn", "se")),
    Field("tidligere_adresser", Kind.TEXTS, "Adresser dokumentet har hatt før, som /gammel/adresse/."),
)
_HEARING = (
    Field("fra", Kind.DATE, "Første dag i høringen."),
    Field("frist", Kind.DATE, "Siste dag i høringen."),
    Field("svar_til", Kind.TEXT, "Hvor svarene skal sendes."),
)
_RATIFICATION = (
    Field("part", Kind.TEXT, "Parten, med id fra helsefellesskap.yml.", required=True),
    Field("organ", Kind.TEXT, "Organet hos parten som gjorde vedtaket."),
    Field("dato", Kind.DATE, "Dagen vedtaket ble gjort."),
    Field("sak", Kind.TEXT, "Saksnummeret hos parten."),
    Field("utfall", Kind.TEXT, "Hva parten kom til.", required=True, choices=("vedtatt", "til behandling", "avvist")),
)
VERSION = (
    Field(
        "versjon",
        Kind.CODE,
        "Versjonsnummeret, alltid i anførselstegn.",
        required=True,
        pattern=VERSION_PATTERN,
        example='"1.0" eller "2024"',
    ),
    Field("tittel", Kind.TEXT, "Tittelen denne versjonen har, når den avviker fra dokumentets."),
    Field("godkjent_av", Kind.TEXT, "Organet som godkjente. Mangler den, er teksten et forslag."),
    Field("godkjent", Kind.DATE, "Dagen teksten ble godkjent."),
    Field("gjelder_fra", Kind.DATE, "Første dag teksten gjelder."),
    Field("gjelder_til", Kind.DATE, "Siste dag teksten gjelder."),
    Field("opphevet", Kind.DATE, "Dagen teksten ble opphevet."),
    Field("sak", Kind.TEXT, "Saken teksten ble behandlet i, som organisasjon/saker/<dato>-<navn>."),
    Field("mote", Kind.TEXT, "Møtet som behandlet teksten, som <dato>-<organ>."),
    Field("endringer", Kind.TEXT, "Én linje om hva som er nytt, til versjonsloggen."),
    Field("endrede_punkter", Kind.TEXTS, "Punktene vedtaket nevner."),
    Field("endringstype", Kind.TEXT, "Hva slags endring det er.", choices=("innhold", "språk", "retting")),
    Field("horing", Kind.GROUP, "Høringen av forslaget.", fields=_HEARING),
    Field("tilslutning", Kind.GROUPS, "Partenes egne vedtak.", fields=_RATIFICATION),
    Field("signert", Kind.DATE, "Dagen avtalen ble signert av partene."),
    Field("sendt_helsedirektoratet", Kind.DATE, "Dagen avtalen ble sendt Helsedirektoratet (§ 6-4)."),
    Field("sist_gjennomgatt", Kind.DATE, "Dagen teksten sist ble gjennomgått."),
)
COMMUNITY = (
    Field("navn", Kind.TEXT, "Navnet på helsefellesskapet.", required=True),
    Field("kortnavn", Kind.TEXT, "Et kort navn til filer og adresser.", required=True, pattern=ID_PATTERN, example="telemark"),
    Field("nettadresse", Kind.TEXT, "Adressen nettstedet skal ligge på.", required=True, pattern=r"https?://[^\s/]+(?:/\S*)?", example="https://samhandling.eksempel.no/"),
    Field("sprak", Kind.TEXT, "Språket i menyer og knapper.", choices=("nb", "nn")),
    Field("merknad", Kind.TEXT, "En beskjed som vises øverst på alle sider."),
    Field("sekretariat", Kind.GROUP, "Hvem leserne kan skrive til.", fields=(
        Field("navn", Kind.TEXT, "Navnet på sekretariatet.", required=True),
        Field("epost", Kind.TEXT, "E-postadressen.", pattern=r"[^@\s<>\"]+@[^@\s<>\"]+", example="post@eksempel.no"),
    )),
    Field("parter", Kind.GROUPS, "Kommunene og helseforetaket.", required=True, fields=(
        Field("id", Kind.TEXT, "Kort navn uten mellomrom.", required=True, pattern=ID_PATTERN, example="midt-telemark"),
        Field("navn", Kind.TEXT, "Navnet på parten.", required=True),
        Field("side", Kind.TEXT, "Hvilken side parten er på.", required=True, choices=("kommune", "helseforetak")),
    )),
    Field("godkjenning", Kind.GROUPS, "Hvem som godkjenner hva. Første treff gjelder.", fields=(
        Field("gjelder", Kind.TEXT, "Mappa til dokumentet, der * står for hva som helst.", required=True),
        Field("organ", Kind.TEXT, "Organet som godkjenner.", required=True),
        Field("tilslutning", Kind.TEXT, "«alle» når alle parter må slutte seg til.", choices=("alle",)),
    )),
    Field("eksterne_organer", Kind.GROUPS, "Organer utenfor strukturen som godkjenner noe.", fields=(
        Field("id", Kind.TEXT, "Kort navn uten mellomrom.", required=True, pattern=ID_PATTERN, example="regjeringen-og-ks"),
        Field("navn", Kind.TEXT, "Navnet på organet.", required=True),
    )),
    Field("horing", Kind.GROUP, "Regler for høringer.", fields=(
        Field("minste_frist_dager", Kind.WHOLE, "Korteste høringsfrist i dager."),
    )),
)  # fmt: skip
_SEAT = (
    Field("rolle", Kind.TEXT, "Rollen til medlemmet.", required=True),
    Field("side", Kind.TEXT, "Hvilken side medlemmet er på.", required=True, choices=_SIDES),
    Field("antall", Kind.COUNT, "Et tall, eller «én per kommune»."),
    Field("delmoter", Kind.TEXTS, "Delene av møtet medlemmet er med på."),
)
_BODY_CONTENT = (
    Field("hjemmel", Kind.TEXT, "Punktet organet bygger på, som retningslinjer/01-navn#pkt-2-1."),
    Field("moter_per_ar", Kind.WHOLE, "Antall møter i året."),
    Field("delmoter", Kind.TEXTS, "Delene et møte består av."),
    Field("funksjonstid_ar", Kind.WHOLE, "Funksjonstid i år."),
    Field("forlengelse_ar", Kind.WHOLE, "Hvor mange år funksjonstiden kan forlenges."),
    Field("leder_og_nestleder", Kind.GROUP, "Hvordan leder og nestleder velges.", fields=(
        Field("fra", Kind.TEXTS, "Sidene de kommer fra.", choices=_SIDES),
        Field("bytter", Kind.TEXT, "Når de bytter roller."),
    )),
    Field("oppgaver", Kind.TASKS, "Oppgavene, som liste eller under hver del av møtet."),
    Field("sammensetning", Kind.GROUPS, "Medlemmene.", fields=_SEAT),
)  # fmt: skip
BODY = (
    Field("id", Kind.TEXT, "Kort navn uten mellomrom.", required=True, pattern=ID_PATTERN, example="ssu"),
    Field("navn", Kind.TEXT, "Navnet på organet.", required=True),
    Field("forkortelse", Kind.TEXT, "Forkortelsen."),
    Field("niva", Kind.WHOLE, "Nivå 1, 2 eller 3."),
    Field("stab", Kind.FLAG, "«true» for sekretariatet."),
    Field("over", Kind.TEXT, "Organet over, med id."),
    Field("mal", Kind.TEXT, "Malen organet følger, fra «maler»."),
    *_BODY_CONTENT,
)
STRUCTURE = (
    Field("gjelder_fra", Kind.DATE, "Første dag strukturen gjelder.", required=True),
    Field("hjemmel", Kind.TEXT, "Punktet strukturen bygger på."),
    Field("organer", Kind.GROUPS, "Organene.", required=True, fields=BODY),
    Field("maler", Kind.TEMPLATES, "Felles beskrivelse for like organer.", fields=_BODY_CONTENT),
)
MEETING = (
    Field("organ", Kind.TEXT, "Organet som møtes.", required=True),
    Field("dato", Kind.DATE, "Dagen for møtet.", required=True),
    Field("sted", Kind.TEXT, "Hvor møtet holdes."),
    Field("saker", Kind.GROUPS, "Sakene på møtet.", fields=(
        Field("tittel", Kind.TEXT, "Hva saken gjelder.", required=True),
        Field("type", Kind.TEXT, "Hva slags sak det er.", choices=("orientering", "drøfting", "beslutning")),
        Field("dokument", Kind.TEXT, "Mappa til dokumentet saken gjelder."),
        Field("versjon", Kind.CODE, "Versjonen saken gjelder.", pattern=VERSION_PATTERN, example='"1.0"'),
        Field("punkter", Kind.TEXTS, "Punktene saken gjelder."),
        Field("utfall", Kind.TEXT, "Hva møtet kom til."),
        Field("sak", Kind.TEXT, "Saksfremlegget, som organisasjon/saker/<dato>-<navn>."),
    )),
)  # fmt: skip
PAPER = (
    Field("tittel", Kind.TEXT, "Tittelen på saken.", required=True),
    Field(
        "type",
        Kind.TEXT,
        "Hva slags skriv det er.",
        required=True,
        choices=("notat", "saksfremlegg", "høringssvar", "rapport", "årsmelding"),
    ),
    Field("dato", Kind.DATE, "Datoen på skrivet."),
    Field("organ", Kind.TEXT, "Organet skrivet er fra eller til."),
    Field("gjelder", Kind.TEXTS, "Mappene til dokumentene skrivet gjelder."),
)
TERM = (
    Field("ord", Kind.TEXT, "Ordet som forklares.", required=True),
    Field("forkortelse", Kind.TEXT, "Forkortelsen."),
    Field("forklaring", Kind.TEXT, "Forklaringen, i en setning eller to.", required=True),
    Field("synonymer", Kind.TEXTS, "Andre ord for det samme."),
)
HANDWRITTEN = (Field("tittel", Kind.TEXT, "Tittelen på siden, når den avviker fra overskriften."),)

# What each file is called where its fields are documented, and the schema that editors load.
FILES = {
    "helsefellesskap": COMMUNITY,
    "dokument": DOCUMENT,
    "versjon": VERSION,
    "struktur": STRUCTURE,
    "mote": MEETING,
    "sak": PAPER,
    "ordliste": TERM,
    "side": HANDWRITTEN,
}
# Those files that are a list of such groups, and not one of them.
LISTS = frozenset({"ordliste"})
