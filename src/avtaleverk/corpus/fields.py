"""The fields of every content file, defined once: read, checked, documented and made a schema from."""

from dataclasses import dataclass
from enum import StrEnum

from avtaleverk.model.community import Side
from avtaleverk.model.documents import DocumentKind
from avtaleverk.model.downloads import FileFormat
from avtaleverk.model.organisation import Agreement, CaseKind, Office
from avtaleverk.model.structure import Right, RuleKind


class Kind(StrEnum):
    """What a field may hold."""

    TEXT = "tekst"
    CODE = "tall i anførselstegn"
    DATE = "dato"
    DATES = "liste med datoer"
    MOMENT = "dato, måned eller år"
    WHOLE = "helt tall"
    FLAG = "ja eller nei"
    TEXTS = "liste med tekster"
    WHOLES = "liste med hele tall"
    GROUP = "gruppe"
    GROUPS = "liste med grupper"
    COUNT = "tall eller ord"
    TASKS = "liste med tekster, eller en slik liste under navnet på hver del av møtet"
    TEMPLATES = "navn på malen, og under det det samme som for et organ"


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


def _values(enum: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in enum)


ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
VERSION_PATTERN = r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}(?:-[a-z0-9]{1,20})?"
NUMBER_PATTERN = r"[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d(-([01]\d|2[0-3]):[0-5]\d)?"
_SIDES = _values(Side)

DOCUMENT = (
    Field("tittel", Kind.TEXT, "Tittelen slik leserne kjenner den.", required=True),
    Field("type", Kind.TEXT, "Hva dokumentet er.", required=True, choices=("avtale", "retningslinje", "vedlegg")),
    Field(
        "nummer", Kind.CODE, "Nummeret dokumentet har i samlingen.", pattern=NUMBER_PATTERN, example='"1" eller "1.4"'
    ),
    Field("eier", Kind.TEXT, "Organet som holder dokumentet ved like."),
    Field("godkjennes_av", Kind.TEXTS, "Organet som godkjenner, når det avviker fra regelen i helsefellesskap.yml."),
    Field("lovkrav", Kind.WHOLES, "Punktene i helse- og omsorgstjenesteloven § 6-2 som dokumentet dekker, som tall fra 1 til 13. De står på siden /lovkrav/."),
    Field("tema", Kind.TEXTS, "Tema dokumentet handler om. Hvert tema får en egen side under /tema/."),
    Field("pasientgrupper", Kind.TEXTS, "Pasientgrupper dokumentet gjelder. De fem som er kjent fra før, står på siden /pasientgrupper/."),
    Field("malgruppe", Kind.TEXTS, "Hvem dokumentet er skrevet for, i entall: fastlege, kommune. Hver av dem får en egen side under /for/."),
    Field("dekker", Kind.GROUPS, "Hvor i teksten et punkt i § 6-2 er dekket, når det ikke er hele dokumentet.", fields=(
        Field("lovkrav", Kind.WHOLE, "Punktet i § 6-2, som et tall fra 1 til 13.", required=True),
        Field("punkter", Kind.TEXTS, 'Numrene på punktene i teksten, i anførselstegn, som ["4", "7.1"].', required=True),
    )),
    Field("sprak", Kind.TEXT, "Språket teksten er skrevet på.", choices=("nb", "nn", "se")),
    Field("tidligere_adresser", Kind.TEXTS, "Adresser dokumentet har hatt før, som /gammel/adresse/."),
)  # fmt: skip
_HEARING = (
    Field("fra", Kind.DATE, "Første dag i høringen."),
    Field("frist", Kind.DATE, "Siste dag i høringen."),
    Field("svar_til", Kind.TEXT, "Hvor svarene skal sendes."),
    Field(
        "tidligere_frister",
        Kind.DATES,
        "Fristene som gjaldt før fristen ble flyttet, den første først. Da vet leserne og kalenderen at den er flyttet.",
    ),
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
    Field("gjelder_til", Kind.DATE, "Siste dag teksten gjelder, når den skal gå ut av seg selv eller er sagt opp."),
    Field("opphevet", Kind.DATE, "Første dag teksten ikke gjelder, når noen har vedtatt å oppheve den."),
    Field("opphevet_sak", Kind.TEXT, "Saken teksten ble opphevet i, som organisasjon/saker/<dato>-<navn>."),
    Field("sak", Kind.TEXT, "Saken teksten ble behandlet i, som organisasjon/saker/<dato>-<navn>."),
    Field("mote", Kind.TEXT, "Møtet som behandlet teksten, som <dato>-<organ>."),
    Field("endringer", Kind.TEXT, "Én linje om hva som er nytt, til versjonsloggen."),
    Field("endrede_punkter", Kind.TEXTS, "Punktene vedtaket nevner."),
    Field("endringstype", Kind.TEXT, "Hva slags endring det er.", choices=("innhold", "språk", "retting")),
    Field("horing", Kind.GROUP, "Høringen av forslaget.", fields=_HEARING),
    Field("tilslutning", Kind.GROUPS, "Partenes egne vedtak.", fields=_RATIFICATION),
    Field(
        "signert",
        Kind.DATE,
        "Dagen den siste parten signerte. Fristen for å sende avtalen til Helsedirektoratet regnes fra den (§ 6-4).",
    ),
    Field(
        "sendt_helsedirektoratet",
        Kind.DATE,
        "Dagen teksten ble sendt Helsedirektoratet, senest en måned etter at den ble inngått (§ 6-4).",
    ),
    Field(
        "sist_gjennomgatt",
        Kind.DATE,
        "Dagen partene sist gikk gjennom teksten. Loven krever det hvert år for avtalen (§ 6-5).",
    ),
    Field(
        "oppsagt",
        Kind.DATE,
        "Dagen noen sa opp avtalen. Den gjelder i minst ett år til (§ 6-5), så gjelder_til kan ikke være før det.",
    ),
)
COMMUNITY = (
    Field("navn", Kind.TEXT, "Navnet på helsefellesskapet.", required=True),
    Field("kortnavn", Kind.TEXT, "Et kort navn til filer og adresser.", required=True, pattern=ID_PATTERN, example="fjordvik"),
    Field("nettadresse", Kind.TEXT, "Adressen nettstedet skal ligge på.", required=True, pattern=r"https?://[^\s/\"'<>\\@]+(?:/[^\s\"'<>\\]*)?", example="https://samhandling.eksempel.no/"),
    Field("sprak", Kind.TEXT, "Språket i menyer og knapper.", choices=("nb", "nn")),
    Field("merknad", Kind.TEXT, "En beskjed som vises øverst på alle sider."),
    Field("sekretariat", Kind.GROUP, "Hvem leserne kan skrive til.", fields=(
        Field("navn", Kind.TEXT, "Navnet på sekretariatet.", required=True),
        Field("epost", Kind.TEXT, "E-postadressen.", pattern=r"[^@\s<>\"]+@[^@\s<>\"]+", example="post@eksempel.no"),
    )),
    Field("lisens", Kind.TEXT, "Adressen til lisensen de åpne dataene deles med. Den står i hver datafil.", pattern=r"https?://[^\s\"'<>\\]+", example="https://data.norge.no/nlod/no/2.0"),
    Field("parter", Kind.GROUPS, "Kommunene og helseforetaket.", required=True, fields=(
        Field("id", Kind.TEXT, "Kort navn uten mellomrom.", required=True, pattern=ID_PATTERN, example="nordre-dal"),
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
    Field("publisering", Kind.GROUP, "Hvor avtaleverk publiser legger nettstedet.", fields=(
        Field("til", Kind.TEXT, "Stedet: en mappe, som /srv/nettsted, eller rsync:bruker@tjener:/sti, eller rclone:sted:sti.", required=True),
        Field("adresse", Kind.TEXT, "Adressen nettstedet skal hentes tilbake fra etterpå, for å se at det kom fram.", pattern=r"https?://[^\s/\"'<>\\@]+(?:/[^\s\"'<>\\]*)?", example="https://samhandling.eksempel.no/"),
        Field("med", Kind.TEXTS, "Hvilke filer av tekstene som skal være med.", choices=_values(FileFormat)),
        Field("behold", Kind.WHOLE, "Hvor mange utgaver som blir liggende, så du kan ta nettstedet tilbake. Uten dette er det fem."),
    )),
    Field("arshjul", Kind.GROUPS, "Det som kommer igjen hvert år.", fields=(
        Field("tittel", Kind.TEXT, "Hva som skal gjøres.", required=True),
        Field("maned", Kind.WHOLE, "Måneden, fra 1 til 12.", required=True),
        Field("organ", Kind.TEXT, "Organet som gjør det, med id."),
        Field("hjemmel", Kind.TEXT, "Punktet det bygger på, som retningslinjer/01-navn#pkt-2-1."),
    )),
)  # fmt: skip
_SEAT = (
    Field("rolle", Kind.TEXT, "Rollen til medlemmet.", required=True),
    Field("side", Kind.TEXT, "Hvilken side medlemmet er på.", required=True, choices=_SIDES),
    Field("antall", Kind.COUNT, "Et tall, «én per kommune», «én per part» eller «ikke oppgitt»."),
    Field("delmoter", Kind.TEXTS, "Delene av møtet medlemmet er med på, når det ikke er alle."),
    Field("rett", Kind.TEXT, "Hva medlemmet kan: være med på beslutningen (som gjelder når feltet mangler), ta ordet, eller bare møte. Skriv «ikke oppgitt» når ingen sier det.", choices=_values(Right)),
    Field("omrade", Kind.TEXT, "Området medlemmet kommer fra, med id fra «omrader». Med «én per kommune» teller bare kommunene der."),
)  # fmt: skip
_BODY_CONTENT = (
    Field("hjemmel", Kind.TEXT, "Punktet organet bygger på, som retningslinjer/01-navn#pkt-2-1."),
    Field("moter_per_ar", Kind.WHOLE, "Antall møter i året."),
    Field("delmoter", Kind.TEXTS, "Delene et møte består av, som [dialogdel, administrativ del]."),
    Field("funksjonstid_ar", Kind.WHOLE, "Hvor mange år medlemmene sitter."),
    Field("forlengelse_ar", Kind.WHOLE, "Hvor mange år de kan sitte i tillegg, når de blir valgt på nytt."),
    Field("leder_og_nestleder", Kind.GROUP, "Hvordan leder og nestleder velges.", fields=(
        Field("fra", Kind.TEXTS, "Sidene de kommer fra.", choices=_SIDES),
        Field("bytter", Kind.TEXT, "Når de bytter roller, som «halvveis» eller «hvert år»."),
        Field("ar", Kind.WHOLE, "Hvor mange år de velges for."),
    )),
    Field("myndighet", Kind.TEXT, "Hva organet kan bestemme."),
    Field("oppgaver", Kind.TASKS, "Oppgavene, som liste eller under hver del av møtet."),
    Field("sammensetning", Kind.GROUPS, "Medlemmene.", fields=_SEAT),
)  # fmt: skip
BODY = (
    Field("id", Kind.TEXT, "Kort navn uten mellomrom.", required=True, pattern=ID_PATTERN, example="utvalget"),
    Field("navn", Kind.TEXT, "Navnet på organet.", required=True),
    Field("forkortelse", Kind.TEXT, "Forkortelsen."),
    Field("niva", Kind.WHOLE, "Nivå 1, 2 eller 3."),
    Field("stab", Kind.FLAG, "«true» for sekretariatet."),
    Field("over", Kind.TEXT, "Organet det svarer til, med id. Det øverste organet står uten."),
    Field("fellesskap", Kind.TEXT, "Fellesskapet organet hører til, med id, når strukturen har flere."),
    Field(
        "fra",
        Kind.TEXTS,
        "Organene i strukturen før, med id, som dette organet fører videre. Flere er en sammenslåing; to organer fra det samme er en deling.",
    ),
    Field("midlertidig", Kind.FLAG, "«true» for et organ som skal oppløses."),
    Field("samlet", Kind.FLAG, "«true» når linjen står for flere organer som kildene ikke nevner hver for seg."),
    Field("virker_fra", Kind.DATE, "Første dag, når den er en annen enn strukturens."),
    Field("virker_til", Kind.DATE, "Siste dag for et organ som er eller blir oppløst."),
    Field("merknad", Kind.TEXT, "Noe leserne bør vite om organet."),
    Field("mal", Kind.TEXT, "Malen organet følger, fra «maler»."),
    Field("pasientgrupper", Kind.TEXTS, "Pasientgruppene organet arbeider med. Da står organet på sidene deres."),
    Field("tema", Kind.TEXTS, "Temaene organet arbeider med. Da står organet på sidene deres."),
    *_BODY_CONTENT,
)
_RULE = (
    Field("regel", Kind.TEXT, "Hva regelen krever av organene.", required=True, choices=_values(RuleKind)),
    Field("hjemmel", Kind.TEXT, "Punktet regelen står i, som retningslinjer/01-navn#pkt-2-1."),
    Field("niva", Kind.WHOLES, "Nivåene regelen gjelder for. Uten niva, organer og maler gjelder den alle organer."),
    Field("organer", Kind.TEXTS, "Organene regelen gjelder for, med id."),
    Field("maler", Kind.TEXTS, "Malene regelen gjelder for."),
    Field("side", Kind.TEXT, "Siden som skal være representert.", choices=_SIDES),
    Field("minst", Kind.WHOLE, "Hvor mange som minst skal være med fra siden."),
    Field("seter", Kind.GROUPS, "Setene organet skal ha.", fields=(
        Field("side", Kind.TEXT, "Siden setet hører til.", required=True, choices=_SIDES),
        Field("omrade", Kind.TEXT, "Området setet hører til, med id."),
        Field("antall", Kind.WHOLE, "Hvor mange seter.", required=True),
    )),
    Field("delmote", Kind.TEXT, "Delen av møtet som beslutter, når regelen er «beslutningsrett»."),
    Field("forst", Kind.TEXT, "Organet som drøfter saken først, med id, når regelen er «to trinn»."),
    Field("plan", Kind.FLAG, "«true» når protokollen skal ha en plan for en sak uten enighet, når regelen er «konsensus»."),
)  # fmt: skip
STRUCTURE = (
    Field("gjelder_fra", Kind.MOMENT, "Når strukturen begynte å gjelde: en dag, en måned, et år eller «ikke oppgitt»."),
    Field("forslag", Kind.GROUP, "Settes når strukturen bare er foreslått.", fields=(
        Field("dato", Kind.DATE, "Dagen forslaget ble lagt fram."),
        Field("sak", Kind.TEXT, "Saken forslaget står i."),
        Field("mote", Kind.TEXT, "Møtet som fikk forslaget."),
    )),
    Field("hjemmel", Kind.TEXT, "Punktet strukturen bygger på."),
    Field("merknad", Kind.TEXT, "Noe leserne bør vite om strukturen."),
    Field("fellesskap", Kind.GROUPS, "Fellesskapene, når strukturen har flere.", fields=(
        Field("id", Kind.TEXT, "Kort navn uten mellomrom.", required=True, pattern=ID_PATTERN, example="nedre-fjordvik"),
        Field("navn", Kind.TEXT, "Navnet på fellesskapet.", required=True),
    )),
    Field("omrader", Kind.GROUPS, "Områder som deler seter.", fields=(
        Field("id", Kind.TEXT, "Kort navn uten mellomrom.", required=True, pattern=ID_PATTERN, example="nedre-fjordvik"),
        Field("navn", Kind.TEXT, "Navnet på området.", required=True),
        Field("parter", Kind.TEXTS, "Kommunene i området, med id. Utelates når de ikke er oppgitt."),
    )),
    Field("organer", Kind.GROUPS, "Organene.", required=True, fields=BODY),
    Field("regler", Kind.GROUPS, "Reglene fellesskapet har satt seg, som sjekk ser etter.", fields=_RULE),
    Field("maler", Kind.TEMPLATES, "Felles beskrivelse for like organer.", fields=_BODY_CONTENT),
)  # fmt: skip
APPOINTMENT = (
    Field("verv", Kind.TEXT, "Vervet.", required=True, choices=_values(Office)),
    Field("rolle", Kind.TEXT, "Linjen i sammensetningen vervet fyller, med samme ord som i rolle: der."),
    Field("side", Kind.TEXT, "Hvilken side den som har vervet, er fra.", choices=_SIDES),
    Field("part", Kind.TEXT, "Parten den som har vervet, er fra, med id fra helsefellesskap.yml."),
    Field("navn", Kind.TEXT, "Navnet, bare hvis det skal stå på nettstedet."),
    Field("fra", Kind.DATE, "Første dag i vervet."),
    Field("til", Kind.DATE, "Siste dag i vervet. Utelates når den ikke er kjent."),
)
MEETING = (
    Field("organ", Kind.TEXT, "Organet som møtes.", required=True),
    Field("dato", Kind.DATE, "Dagen for møtet.", required=True),
    Field("sted", Kind.TEXT, "Hvor møtet holdes."),
    Field("klokka", Kind.TEXT, "Når møtet begynner og slutter, i anførselstegn.", pattern=_CLOCK, example='"10:00-12:00"'),
    Field("flyttet_fra", Kind.DATES, "Dagene møtet var innkalt til før det ble flyttet, den første først."),
    Field("avlyst", Kind.FLAG, "«true» når møtet er avlyst."),
    Field("ekstra", Kind.FLAG, "«true» for et møte utenom de faste."),
    Field("saker", Kind.GROUPS, "Sakene på møtet.", fields=(
        Field("tittel", Kind.TEXT, "Hva saken gjelder.", required=True),
        Field("nummer", Kind.TEXT, "Saksnummeret, i anførselstegn.", pattern=r"\d{1,4}/\d{2,4}", example='"12/2024"'),
        Field("type", Kind.TEXT, "Hva slags sak det er.", choices=_values(CaseKind)),
        Field("delmote", Kind.TEXT, "Delen av møtet saken er på, som administrativ del."),
        Field("dokument", Kind.TEXT, "Mappa til dokumentet saken gjelder."),
        Field("versjon", Kind.CODE, "Versjonen saken gjelder.", pattern=VERSION_PATTERN, example='"1.0"'),
        Field("punkter", Kind.TEXTS, "Punktene saken gjelder."),
        Field("utfall", Kind.TEXT, "Hva møtet kom til, i ett ord eller to."),
        Field("vedtak", Kind.TEXT, "Teksten i vedtaket."),
        Field("avgjort", Kind.TEXT, "Hvordan saken ble avgjort.", choices=_values(Agreement)),
        Field("plan", Kind.TEXT, "Hva som skjer videre når møtet ikke ble enig."),
        Field("saksgang", Kind.TEXT, "Et kort navn som er likt i alle møtene saken er oppe i, så den kan følges fra organ til organ.", pattern=ID_PATTERN, example="utskriving-2024"),
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
    Field("versjon", Kind.CODE, "Versjonen skrivet gjelder.", pattern=VERSION_PATTERN, example='"1.0"'),
    Field("part", Kind.TEXT, "Parten høringssvaret er fra, med id."),
)
TERM = (
    Field("ord", Kind.TEXT, "Ordet som forklares.", required=True),
    Field("forkortelse", Kind.TEXT, "Forkortelsen."),
    Field("forklaring", Kind.TEXT, "Forklaringen, i en setning eller to.", required=True),
    Field("synonymer", Kind.TEXTS, "Andre ord for det samme."),
)
HANDWRITTEN = (Field("tittel", Kind.TEXT, "Tittelen på siden, når den avviker fra overskriften."),)
FORWARDING = (
    Field("fra", Kind.TEXT, "Adressen som er tatt bort, som /retningslinjer/9/. Det som lå under den, følger med. Med #pkt-2 bak gjelder det bare det punktet.", required=True),
    Field("til", Kind.TEXT, "Adressen der leserne finner det nå, som /retningslinjer/2/#pkt-3. Utelates når ingenting har tatt over."),
    Field("forklaring", Kind.TEXT, "Hvor teksten ble av, i en setning eller to. Leserne som kommer med en gammel lenke, ser dette.", required=True),
)  # fmt: skip
TEMPLATE = (
    Field("mal", Kind.GROUP, "Hva malen er for. I teksten under kan det stå {{ tittel }} og andre navn, som «avtaleverk ny --maler» lister opp.", required=True, fields=(
        Field("navn", Kind.TEXT, "Det en velger malen etter.", required=True),
        Field("type", Kind.TEXT, "Hva slags dokument malen er for.", required=True, choices=_values(DocumentKind)),
        Field("sprak", Kind.TEXT, "Språket malen er skrevet på. Uten feltet er det språket til helsefellesskapet.", choices=("nb", "nn", "se")),
        Field("forklaring", Kind.TEXT, "Når malen skal brukes, i en setning."),
    )),
    Field("kort_fortalt", Kind.TEXT, "Det som skal stå under metadataene i index.md, til leserne fyller på."),
    Field("endringer", Kind.TEXT, "Linjen til versjonsloggen i den første versjonen."),
    Field("eier", Kind.TEXT, "Organet som skal holde dokumentet ved like, når det er det samme for alle."),
    Field("tema", Kind.TEXTS, "Tema som alle dokumenter av malen handler om."),
    Field("malgruppe", Kind.TEXTS, "Hvem alle dokumenter av malen er skrevet for."),
)  # fmt: skip
# The fields that a community may demand: of the document, then of the version, then those of an approved one.
DOCUMENT_DEMANDS = ("nummer", "eier", "godkjennes_av", "lovkrav", "tema", "pasientgrupper", "malgruppe", "sprak")
VERSION_DEMANDS = ("endringer", "endringstype", "endrede_punkter")
APPROVED_DEMANDS = ("sak", "mote", "gjelder_fra")
SUMMARY_DEMAND = "kort_fortalt"
FORM = (
    Field("type", Kind.TEXT, "Hva slags dokumenter kravene gjelder.", required=True, choices=_values(DocumentKind)),
    Field("gjelder", Kind.TEXT, "Mappene kravene gjelder, der * står for hva som helst. Uten feltet gjelder de alle av typen."),
    Field("overskrifter", Kind.GROUPS, "Overskriftene teksten må ha.", fields=(
        Field("navn", Kind.TEXT, "Overskriften, uten nummer. «Formål» er også funnet i «Formål og virkeområde».", required=True),
        Field("eller", Kind.TEXTS, "Andre ord som kan stå i stedet, som [Føremål, Hensikt]."),
        Field("bare_med_vedlegg", Kind.FLAG, "«true» når overskriften bare trengs der dokumentet har vedlegg."),
    )),
    Field("rekkefolge", Kind.FLAG, "«true» når overskriftene må komme i denne rekkefølgen."),
    Field("felt", Kind.TEXTS, "Feltene som må være fylt ut. sak, mote og gjelder_fra trengs først når teksten er vedtatt; kort_fortalt er teksten i index.md.", choices=(*DOCUMENT_DEMANDS, *VERSION_DEMANDS, *APPROVED_DEMANDS, SUMMARY_DEMAND)),
    Field("fra", Kind.DATE, "Tekster som er godkjent før denne dagen, slipper kravene."),
)  # fmt: skip

# What each file is called where its fields are documented, and the schema that editors load.
FILES = {
    "helsefellesskap": COMMUNITY,
    "dokument": DOCUMENT,
    "versjon": VERSION,
    "struktur": STRUCTURE,
    "verv": APPOINTMENT,
    "mote": MEETING,
    "sak": PAPER,
    "ordliste": TERM,
    "videresending": FORWARDING,
    "side": HANDWRITTEN,
    "mal": TEMPLATE,
    "form": FORM,
}
# Those files that are a list of such groups, and not one of them.
LISTS = frozenset({"ordliste", "verv", "videresending", "form"})
