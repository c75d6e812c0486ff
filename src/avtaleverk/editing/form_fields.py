"""A field of a content file as a field of a form, so that what an editor may fill in is what ``sjekk`` reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from avtaleverk.corpus.fields import Field, Kind
from avtaleverk.model.corpus import Corpus

Widget = dict[str, object]
_MOMENT = r"\d{4}(-\d{2}(-\d{2})?)?|ikke oppgitt"
# The name of a field in words, where it is more than the name with a capital letter.
_LABELS = {
    "apne": "Åpne", "arshjul": "Årshjul", "dekker": "Dekker i teksten", "delmote": "Del av møtet", "eier": "Eier",
    "eksterne_organer": "Eksterne organer", "endrede_punkter": "Endrede punkter", "endringer": "Hva som er nytt",
    "endringstype": "Type endring", "epost": "E-post", "fra": "Fra", "gjelder_fra": "Gjelder fra",
    "gjelder_til": "Gjelder til", "godkjennes_av": "Godkjennes av", "godkjent": "Godkjent dato",
    "godkjent_av": "Godkjent av", "horing": "Høring", "id": "Kort navn", "klokka": "Klokkeslett",
    "lovkrav": "Lovkrav (§ 6-2)", "malgruppe": "Målgruppe", "maned": "Måned", "minste_frist_dager": "Korteste frist (dager)",
    "mote": "Møte", "navn": "Navn", "oppsagt": "Sagt opp", "opphevet": "Opphevet", "opphevet_sak": "Sak om opphevelsen", "sak": "Sak",
    "saksgang": "Saksgang (kort navn)", "sendt_helsedirektoratet": "Sendt Helsedirektoratet", "signert": "Signert",
    "sist_gjennomgatt": "Sist gjennomgått", "sprak": "Språk", "svar_til": "Svar sendes til",
    "tidligere_adresser": "Tidligere adresser", "tidligere_frister": "Tidligere frister", "tilslutning": "Tilslutning",
}  # fmt: skip
# What one item of a list is called on the button that adds it.
_ONE = {
    "arshjul": "oppgave", "dekker": "punkt", "eksterne_organer": "organ", "endrede_punkter": "punkt",
    "flyttet_fra": "dato", "gjelder": "dokument", "godkjenning": "regel", "godkjennes_av": "organ", "lovkrav": "lovkrav",
    "malgruppe": "målgruppe", "parter": "part", "pasientgrupper": "pasientgruppe", "punkter": "punkt", "saker": "sak",
    "synonymer": "synonym", "tidligere_adresser": "adresse", "tidligere_frister": "frist", "tilslutning": "vedtak",
}  # fmt: skip
# The fields that name something of the folder, by the file and the way to the field.
_NAMED = {
    "dokument.eier": "bodies", "dokument.godkjennes_av": "bodies", "versjon.godkjent_av": "bodies",
    "versjon.mote": "meetings", "versjon.sak": "papers", "versjon.opphevet_sak": "papers", "versjon.tilslutning.part": "parties",
    "mote.organ": "bodies", "mote.saker.dokument": "documents", "mote.saker.sak": "papers",
    "sak.organ": "bodies", "sak.gjelder": "documents", "sak.part": "parties",
    "helsefellesskap.godkjenning.organ": "bodies", "helsefellesskap.arshjul.organ": "bodies",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What the folder has that a field may name: the value to write, with the words an editor knows it by.

    ``ways`` are the ways in which a text can be written.
    """

    named: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    ways: tuple[str, ...] = ()

    def choices(self, place: str) -> tuple[tuple[str, str], ...]:
        """Return what the field at ``place`` may name, nothing where it is free."""
        return self.named.get(_NAMED.get(place, ""), ())


def known_of(corpus: Corpus, ways: tuple[str, ...]) -> Known:
    """Return what the fields of a corpus may name, and the ``ways`` in which a text can be written."""
    bodies = {b.id for s in (*corpus.structures, *corpus.proposed_structures) for b in s.bodies}
    bodies |= {b.id for b in corpus.community.external_bodies}
    return Known(
        {
            "bodies": _sorted((b, corpus.body_name(b)) for b in bodies),
            "parties": _sorted((p.id, p.name) for p in corpus.community.parties),
            "documents": tuple((d.folder, f"{d.number or ''} {d.title}".strip()) for d in corpus.all_documents()),
            "meetings": tuple((m.id, f"{corpus.body_name(m.body)} {m.held}") for m in reversed(corpus.meetings)),
            "papers": tuple((p.id, p.title) for p in reversed(corpus.papers)),
        },
        ways,
    )


def _sorted(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pairs, key=lambda pair: pair[1].casefold()))


def label(name: str) -> str:
    """Return the name of a field in words."""
    return _LABELS.get(name) or name.replace("_", " ").capitalize()


def is_offered(rule: Field) -> bool:
    """Say whether a form can hold such a field; templates are a group of groups under names of their own."""
    return rule.kind not in {Kind.TEMPLATES, Kind.TASKS}


def form_fields(place: str, rules: Iterable[Field], known: Known) -> list[Widget]:
    """Return the fields of a form for those of a file; ``place`` is the kind of file, or the way to a group in one."""
    return [_widget(f"{place}.{rule.name}", rule, known) for rule in rules if is_offered(rule)]


def _widget(place: str, rule: Field, known: Known) -> Widget:
    """Return one field: what it is called, the line of help, and what it may hold."""
    head: Widget = {"name": rule.name, "label": label(rule.name), "hint": rule.help, "required": rule.required}
    return head | _holds(place, rule, known)


def _holds(place: str, rule: Field, known: Known) -> Widget:  # noqa: PLR0911 - one case for each kind, nothing else
    match rule.kind:
        case Kind.DATE:
            return _date()
        case Kind.DATES:
            return _list(rule, _date())
        case Kind.WHOLE:
            return _whole()
        case Kind.WHOLES:
            return _list(rule, _whole())
        case Kind.FLAG:
            return {"widget": "boolean"}
        case Kind.TEXTS:
            chosen = _select(place, rule, known)
            return chosen | {"multiple": True} if chosen else _list(rule, {"widget": "string"})
        case Kind.GROUP:
            # A form demands what is needed within a group even where the group itself may be left out; ``sjekk`` does not.
            needed = rule.fields if rule.required else tuple(replace(f, required=False) for f in rule.fields)
            fields = form_fields(place, needed, known)
            return {"widget": "object", "collapsed": not rule.required, "fields": fields}
        case Kind.GROUPS:
            fields = form_fields(place, rule.fields, known)
            return {
                "widget": "list",
                "label_singular": _one(rule),
                "collapsed": True,
                "allow_add": True,
                "fields": fields,
            }
        case _:
            return _select(place, rule, known) or _text(rule)


def _date() -> Widget:
    """Return a day without a time; nothing is filled in before the editor does."""
    return {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "DD.MM.YYYY", "time_format": False}


def _whole() -> Widget:
    return {"widget": "number", "value_type": "int", "min": 0}


def _one(rule: Field) -> str:
    return _ONE.get(rule.name, label(rule.name).lower())


def _list(rule: Field, item: Widget) -> Widget:
    inside = {"name": rule.name, "label": _one(rule).capitalize(), "required": True} | item
    return {"widget": "list", "label_singular": _one(rule), "field": inside}


def _select(place: str, rule: Field, known: Known) -> Widget:
    pairs = known.choices(place) or tuple((choice, choice) for choice in rule.choices)
    options = [{"value": value, "label": words} for value, words in pairs]
    return {"widget": "select", "options": options} if options else {}


def _text(rule: Field) -> Widget:
    pattern = _MOMENT if rule.kind is Kind.MOMENT else rule.pattern
    widget: Widget = {"widget": "text" if rule.name in _LONG else "string"}
    if pattern:
        example = f" Skriv for eksempel {rule.example}." if rule.example else ""
        widget["pattern"] = [f"^(?:{pattern})$", f"Feltet kan ikke være slik.{example}"]
    return widget


_LONG = {"forklaring", "merknad", "vedtak"}
