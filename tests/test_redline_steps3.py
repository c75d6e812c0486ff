"""The last steps of the redline: references, the kind of a revision, changes in words, JSON, and the check."""

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from jsonschema import Draft202012Validator

from avtaleverk.redline import ChangeKind, RedlineError, RevisionKind, Style, Unit, compare, json_schema, phrases, words
from avtaleverk.redline.check import accept, parsed
from avtaleverk.redline.facts import Look
from avtaleverk.redline.page import shown
from avtaleverk.redline.phrases import Language, phrase
from avtaleverk.redline.pieces import Side

P = "Kommunen melder fra til sykehuset om alle nye pasienter."
Q = "Sykehuset sender epikrisen samme dag som pasienten reiser."
R = "Fastlegen får kopi av vedtaket når det gjelder medisiner."
TABLE = "| By | Lege |\n|---|---|\n| Dal | Kari |\n| Vik | Ola |\n"
GOLDEN = Path(__file__).parent / "rodmerking"


def points(*titles: str, after: str = "") -> str:
    return "\n\n".join(f"## {n} {title}\n\n{title}: {P}" for n, title in enumerate(titles, 1)) + f"\n\n{after}"


# --- references -----------------------------------------------------------------------------------------------


def references(old: str, new: str) -> list[tuple[str, bool, bool]]:
    """Return text, whether it was put right, and whether its point is gone, of each reference that is touched."""
    return [(r.text, r.followed, r.is_gone) for change in compare(old, new).changes for r in change.references]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Se punkt 1.", "Se punkt 2.", [("punkt 2", True, False)]),
        ("Se punkt 1.", "Se punkt 1.", [("punkt 1", False, False)]),
        ("Se loven.", "Se loven.", []),
        ("Se vedlegg 1.", "Se vedlegg 1.", []),
        ("Se punkt 1 i vedlegg 2.", "Se punkt 1 i vedlegg 2.", []),
        ("Se punkt 7.", "Se punkt 7.", []),
    ],
)
def test_references_to_a_point_with_a_new_number(
    before: str, after: str, expected: list[tuple[str, bool, bool]]
) -> None:
    """A reference to a renumbered point of this text is listed, with whether it was put right."""
    old, new = points("Formål", "Økonomi", after=before), points("Helt nytt", "Formål", "Økonomi", after=after)
    assert references(old, new) == expected


def test_a_reference_to_a_point_that_is_gone() -> None:
    """A reference to a point that was removed leads nowhere, and is listed with the removal."""
    old, new = points("Formål", "Økonomi", after="Se punkt 2."), points("Formål", after="Se punkt 2.")
    assert references(old, new) == [("punkt 2", False, True)]


# --- summary --------------------------------------------------------------------------------------------------

FRAME = "Avtalen er {} når alle de berørte partene har skrevet under på den."


def kind(old: str, new: str) -> RevisionKind:
    """Return the kind of a revision, which is the same in both directions."""
    found = compare(old, new).summary.kind
    assert found is compare(new, old).summary.kind
    return found


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("utskrivning", "utskriving", RevisionKind.CORRECTION),
        ("sluttet", "slutet", RevisionKind.CORRECTION),
        ("gyldig", "gyldig,", RevisionKind.CORRECTION),
        ("**gyldig**", "gyldig", RevisionKind.CORRECTION),
        ("«gyldig»", '"gyldig"', RevisionKind.CORRECTION),
        ("for pasient", "for pasienten", RevisionKind.LANGUAGE),
        ("gyldig", "også gyldig", RevisionKind.LANGUAGE),
        ("gyldig", "ikke gyldig", RevisionKind.CONTENT),
        ("gyldig", "ugyldig", RevisionKind.CONTENT),
        ("enig", "uenig", RevisionKind.CONTENT),
        ("inngått", "unngått", RevisionKind.CONTENT),
        ("om skal", "om bør", RevisionKind.CONTENT),
        ("24 timer", "48 timer", RevisionKind.CONTENT),
        ("i § 3", "i § 4", RevisionKind.CONTENT),
        ("hos legen", "hos pleieren", RevisionKind.CONTENT),
        ("innen april", "innen august", RevisionKind.CONTENT),
    ],
)
def test_the_kind_of_one_edit(old: str, new: str, expected: RevisionKind) -> None:
    """Spelling and signs are a correction, bent and small words are language, the rest is content; so is any doubt."""
    assert kind(FRAME.format(old), FRAME.format(new)) is expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (P, P, RevisionKind.NONE),
        (P, f"{P}\n\n{Q}", RevisionKind.CONTENT),
        (f"{P}\n\n{Q}\n\n{R}", f"{Q}\n\n{R}\n\n{P}", RevisionKind.CONTENT),
        (f"{P} {Q}", f"{P}\n\n{Q}", RevisionKind.CORRECTION),
        (f"## 1 Om\n\n{P}", f"## 2 Om\n\n{P}", RevisionKind.CORRECTION),
        (f"- {P}", P, RevisionKind.CONTENT),
        (TABLE, TABLE.replace("Kari", "Liv"), RevisionKind.CONTENT),
    ],
)
def test_the_kind_of_a_whole_revision(old: str, new: str, expected: RevisionKind) -> None:
    """What comes, goes, moves or becomes something else is content; seams and numbers alone are not."""
    assert kind(old, new) is expected


def test_metadata_count_only_where_the_texts_are_alike() -> None:
    """A revision of nothing but metadata says so; beside a change in the text metadata are not told."""
    for new, expected in ((P, RevisionKind.METADATA), (Q, RevisionKind.CONTENT)):
        assert compare(P, new, metadata_differs=True).summary.kind is expected
    assert compare(P, P).summary.with_metadata(differs=False).kind is RevisionKind.NONE
    same = compare(P, P).summary.with_metadata(differs=True)
    assert same.explain_same() == "Teksten er den samme. Bare metadata er endret."
    assert same.explain_same("nn") == "Teksten er den same. Berre metadata er endra."


def test_what_is_not_marked_is_told() -> None:
    """Where only quotes, dashes or spaces differ there is no mark, but a sentence says that they do."""
    summary = compare("«Ja» – nei", '"Ja" - nei').summary
    assert (summary.changes, summary.signs > 0) == (0, True)
    assert summary.explain_same().startswith("Ordene er de samme.")
    assert compare("cafe\u0301", "caf\u00e9").summary.signs == 0


def test_the_sums() -> None:
    """Words are counted in and out, and each point that is touched is named once."""
    old = points("Formål", "Økonomi", "Varighet")
    new = old.replace(f"Formål: {P}", f"Formål: {P} To ord.").replace("Økonomi: Kommunen", "Økonomi: Sykehuset")
    summary = compare(old, new).summary
    assert (summary.words_in, summary.words_out) == (3, 1)
    assert summary.points == ("Punkt 1", "Punkt 2")


# --- changes --------------------------------------------------------------------------------------------------


class Said(NamedTuple):
    """Two texts, what their one change is, and how it is told."""

    old: str
    new: str
    kind: ChangeKind
    unit: Unit
    sentence: str
    row: str
    nynorsk: str


SAID = [
    Said(P, f"{P}\n\n{Q}", ChangeKind.ADDED, Unit.PARAGRAPH, "Innledningen: nytt avsnitt", "Nytt avsnitt", "Innleiinga: nytt avsnitt"),
    Said(f"{P}\n\n{Q}", P, ChangeKind.REMOVED, Unit.PARAGRAPH, "Innledningen: et avsnitt er slettet", "Et avsnitt er slettet", "Innleiinga: eit avsnitt er sletta"),
    Said(P, f"{P}\n\n- a b\n- c d", ChangeKind.ADDED, Unit.ITEM, "Innledningen: 2 nye listepunkter", "2 nye listepunkter", "Innleiinga: 2 nye listepunkt"),
    Said(f"## 1 Om\n\n{P}", f"## 1 Om\n\n{P}\n\n## 2 Ny\n\n{Q}", ChangeKind.ADDED, Unit.POINT, "Nytt punkt 2", "Nytt punkt 2", "Nytt punkt 2"),
    Said(f"## 1 Om\n\n{P}\n\n## § 2 Ny\n\n{Q}", f"## 1 Om\n\n{P}", ChangeKind.REMOVED, Unit.POINT, "§ 2 er slettet", "§ 2 er slettet", "§ 2 er sletta"),
    Said(FRAME.format("gyldig"), FRAME.format("bindende"), ChangeKind.EDITED, Unit.TEXT, "Innledningen: 1 ord endret", "1 ord endret", "Innleiinga: 1 ord endra"),
    Said(f"## Om\n\n{P}", f"## Om\n\n{P.replace(' alle', '')}", ChangeKind.EDITED, Unit.TEXT, "«Om»: 1 ord slettet", "1 ord slettet", "«Om»: 1 ord sletta"),
    Said(P, P.replace(".", "!"), ChangeKind.EDITED, Unit.TEXT, "Innledningen: tegn endret", "Tegn endret", "Innleiinga: teikn endra"),
    Said(f"{P}\n\n{Q}\n\n{R}", f"{Q}\n\n{R}\n\n{P}", ChangeKind.MOVED, Unit.PARAGRAPH, "Innledningen: et avsnitt er flyttet", "Et avsnitt er flyttet", "Innleiinga: eit avsnitt er flytta"),
    Said(f"## 1 Om\n\n{P}", f"## 2 Om\n\n{P}", ChangeKind.RENUMBERED, Unit.POINT, "Punkt 1 har fått nytt nummer: 2", "Punkt 1 har fått nytt nummer: 2", "Punkt 1 har fått nytt nummer: 2"),
    Said(f"{P} {Q}", f"{P}\n\n{Q}", ChangeKind.SPLIT, Unit.PARAGRAPH, "Innledningen: et avsnitt er delt i 2", "Et avsnitt er delt i 2", "Innleiinga: eit avsnitt er delt i 2"),
    Said(f"{P}\n\n{Q}", f"{P} {Q}", ChangeKind.JOINED, Unit.PARAGRAPH, "Innledningen: 2 avsnitt er slått sammen", "2 avsnitt er slått sammen", "Innleiinga: 2 avsnitt er slått saman"),
    Said(f"- {P}", P, ChangeKind.RESHAPED, Unit.ITEM, "Innledningen: et listepunkt er gjort om til et avsnitt", "Et listepunkt er gjort om til et avsnitt", "Innleiinga: eit listepunkt er gjort om til eit avsnitt"),
    Said(f"- {P}\n- {Q}", f"- {P}\n    - {Q}", ChangeKind.RESHAPED, Unit.ITEM, "Innledningen: et listepunkt er rykket inn", "Et listepunkt er rykket inn", "Innleiinga: eit listepunkt er rykt inn"),
    Said(f"*{P}*", P, ChangeKind.FORMAT, Unit.TEXT, "Innledningen: uthevingen er endret", "Uthevingen er endret", "Innleiinga: uthevinga er endra"),
    Said(f"[{P}](a.md)", f"[{P}](b.md)", ChangeKind.FORMAT, Unit.TEXT, "Innledningen: lenken gikk til a.md og går nå til b.md", "Lenken gikk til a.md og går nå til b.md", "Innleiinga: lenkja gjekk til a.md og går no til b.md"),
    Said(TABLE, TABLE.replace("| Vik | Ola |\n", ""), ChangeKind.REMOVED, Unit.ROW, "Innledningen: en rad i tabellen er slettet", "En rad i tabellen er slettet", "Innleiinga: ei rad i tabellen er sletta"),
    Said(TABLE.replace(" Lege |", " Lege | Tlf |").replace("---|\n", "---|---|\n").replace("Kari |", "Kari | 1 |").replace("Ola |", "Ola | 2 |"), TABLE, ChangeKind.REMOVED, Unit.COLUMN, "Innledningen: kolonnen «Tlf» er slettet", "Kolonnen «Tlf» er slettet", "Innleiinga: kolonnen «Tlf» er sletta"),
    Said(TABLE, TABLE.replace("Ola", "Per"), ChangeKind.EDITED, Unit.TABLE, "Innledningen: 1 ord endret", "1 ord endret", "Innleiinga: 1 ord endra"),
]  # fmt: skip
PAIRS = [(said.old, said.new) for said in SAID]


@pytest.mark.parametrize("said", SAID, ids=lambda said: said.sentence)
def test_a_change_in_words(said: Said) -> None:
    """Each kind of change is told as a sentence, as a row under its point, and in both languages."""
    (change,) = compare(said.old, said.new).changes
    assert (change.kind, change.unit) == (said.kind, said.unit)
    assert change.explain() == said.sentence
    assert change.explain(Style.ROW) == said.row
    assert change.explain(Style.SENTENCE, "nn") == said.nynorsk


def test_every_kind_of_change_is_told_above() -> None:
    """No kind of change is without an example of its words."""
    assert {said.kind for said in SAID} == set(ChangeKind)


@pytest.mark.parametrize(("old", "new"), [("1 Om", "Om"), ("Om", "1 Om")])
def test_a_number_that_comes_or_goes_is_told_without_a_hole(old: str, new: str) -> None:
    """A heading that gets a number, or loses it, is told in whole words."""
    for language in ("nb", "nn"):
        (change,) = compare(f"## {old}\n\n{P}", f"## {new}\n\n{P}").changes
        assert change.kind is ChangeKind.RENUMBERED
        assert not re.search(r"  | $|: $", change.explain(Style.SENTENCE, language))


# --- phrases --------------------------------------------------------------------------------------------------

# What the golden cases do not reach.
RARE = [
    (points("Formål"), f"## Formål\n\nFormål: {P}"),
    (f"1. {P}\n2. {Q}", f"1. {P}\n2. Ny.\n3. {Q}"),
    (f"[*{P}*](a.md)", f"[{P}](b.md)"),
    (f"{P}\n\nOrd\n: {Q}", P),
    (f"{P}\n\n    kode", P),
    (FRAME.format("for pasient"), FRAME.format("for pasienten")),
    (f"## Om\n\n{P}\n\n{Q}\n\n## Til\n\n{R}\n\nEn. To. Tre.", f"## Om\n\nNoe.\n\n## Til\n\n{R}\n\nEn. To. Tre.\n\n{P}\n\n{Q}"),
]  # fmt: skip


class _Noting(dict[str, tuple[str, str]]):
    """A table of phrases that notes which were asked for."""

    def __init__(self, inside: dict[str, tuple[str, str]]) -> None:
        super().__init__(inside)
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> tuple[str, str]:
        """Return a phrase, and note its name."""
        self.asked.add(name)
        return super().__getitem__(name)


def golden_pairs() -> list[tuple[str, str]]:
    cases = (path.read_text("utf-8") for path in sorted(GOLDEN.glob("*.md")))
    parts = (re.split(r"^(?:<{7} gammel|={7}|>{7} ny)\n", case, flags=re.MULTILINE) for case in cases)
    return [(old, new) for _, old, new, _ in parts]


def test_every_phrase_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """No phrase lies unused: each is shown for some pair of texts, or is the name of a kind or the plural of a unit."""
    noting = _Noting(phrases._BOTH)  # noqa: SLF001 - who asks for what is known nowhere else
    monkeypatch.setattr(phrases, "_BOTH", noting)
    for old, new in [*golden_pairs(), *RARE]:
        for one, other in ((old, new), (new, old)):
            redline = compare(one, other)
            redline.to_html()
            redline.to_text()
    compare(P, P).summary.with_metadata(differs=True).explain_same()
    kinds = {str(name) for name in (*RevisionKind, *Look)}
    plurals = {f"{name}s" for name in noting.asked}
    assert phrases.names() - noting.asked - kinds - plurals == {"too large", "fault ny", "fault gammel"}, (
        "those have tests below"
    )


@pytest.mark.parametrize("name", sorted(phrases.names()))
def test_a_phrase_is_whole_in_both_languages(name: str) -> None:
    """A phrase says something in both languages, and puts in the same values."""
    nb, nn = (phrase(name, language, "{0}", "{1}", "{2}") for language in ("nb", "nn"))
    assert nb.strip()
    assert nn.strip()
    assert sorted(re.findall(r"\{\d\}", nb)) == sorted(re.findall(r"\{\d\}", nn))


def test_a_text_too_large_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a block could not be compared word by word, the reader is told so."""
    old, new = "a b " * 40, "b a c " * 40
    monkeypatch.setattr(words, "MOST_CELLS", 10)
    monkeypatch.setattr("avtaleverk.redline.engine.MOST_CELLS", 10)
    redline = compare(old, new)
    redline.verify()
    assert redline.summary.is_coarse
    assert phrase("too large", "nb") in redline.to_text()
    assert phrase("too large", "nn") in redline.to_html("nn")


# --- labels ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (Q, "avsnitt"),
        (f"- {Q}", "listepunkt"),
        (f"    {Q}", "kodeblokk"),
        ("---", "skillelinje"),
        (TABLE, "tabell"),
        (f"> {Q}", "avsnitt i sitat"),
        (f"Begrep\n: {Q}", "begrep"),
    ],
)
def test_what_is_new_or_gone_says_so_in_words(block: str, said: str) -> None:
    """A block that one text alone has bears a label that can be seen, whatever holds it."""
    for old, new, what in ((P, f"{P}\n\n{block}", "N(?:y|ytt)"), (f"{P}\n\n{block}", P, "Slettet")):
        html = compare(old, new).text_html()
        assert re.search(rf'class="rm-etikett" data-rm="merke">{what} {said} ?<', html)


def test_a_sign_that_nobody_sees_is_no_line_break() -> None:
    """A vertical tab is white space in a list item too, as it is in a paragraph."""
    assert compare("a\vb", "a b").changes == ()
    assert compare("- a\vb", "- a b").changes == ()


# --- data -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_json_is_what_its_schema_says(language: Language) -> None:
    """What a program gets for any pair of texts is valid, and can be stored as JSON."""
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for old, new in [*golden_pairs(), *RARE, *PAIRS, (P, P), ("", P), ("", "")]:
        data = json.loads(json.dumps(compare(old, new).to_dict(language)))
        assert [error.message for error in validator.iter_errors(data)] == []


# --- check ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("Meldes", "Sendes"),
        ("<ins>48</ins>", ""),
        ("<del>24</del>", "24"),
        ("<ins>48</ins>", "<del>48</del>"),
        ("<strong>alle</strong>", "alle"),
        ('href="a.md"', 'href="b.md"'),
        ("h2", "h3"),
        ("</table>", "<tr><td>x</td></tr></table>"),
        ("<td>Ola</td>", ""),
        ("<p>", "<p>x</p><p>"),
    ],
)
def test_a_spoilt_redline_is_caught(good: str, bad: str) -> None:
    """A word, mark, look, address, level or row that is not what the two texts have stops the redline."""
    text = f"## Om\n\nMeldes innen {{}} timer til **alle** på [lista](a.md).\n\n{TABLE}"
    redline = compare(text.format(24), text.format(48))
    sound = re.sub(r'<span class="rm-skjult"[^>]*>[^<]*</span>', "", redline.text_html())
    redline.verify(sound)
    assert good in sound
    with pytest.raises(RedlineError, match="«"):
        redline.verify(sound.replace(good, bad))


@pytest.mark.parametrize(("word", "side"), [("medisiner", "nye"), ("epikrisen", "gamle")])
def test_the_fault_names_its_point(word: str, side: str) -> None:
    """An editor learns by its first words which block is not given back, and in which of the texts."""
    redline = compare(f"{P}\n\n{Q}", f"{P}\n\n{R}")
    with pytest.raises(RedlineError) as raised:
        redline.verify(redline.text_html().replace(word, "penger"))
    said = str(raised.value)
    assert said.startswith(f"Rødmerkingen av «{R if side == 'nye' else Q}»")
    assert f"den {side} teksten" in said


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_accept_and_reject(old: str, new: str) -> None:
    """The marked text, accepted, is the page of the new text, and rejected that of the old."""
    redline = compare(old, new)
    assert redline.old() == compare(old, old).new()
    assert redline.new() == compare(new, new).old()
    html = redline.text_html()
    assert shown(accept(parsed(html), Side.OLD), given=True) == redline.old()
    assert shown(accept(parsed(html), Side.NEW), given=True) == redline.new()
