"""Edits of front matter: what is not concerned stays sign by sign, and what was written reads as it was meant."""

from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from avtaleverk.corpus.fields import COMMUNITY, VERSION
from avtaleverk.corpus.front_edits import Add, Drop, Edit, Put, edited, edited_yaml, wanted
from avtaleverk.corpus.frontmatter import read_content
from avtaleverk.corpus.yaml_writing import said, tagged, written
from avtaleverk.model.findings import AvtaleverkError

FILE = """---
# Forslaget fra arbeidsgruppa.
versjon: "1.1"   # ikke 2.0
mote: 2025-03-14-ssu
horing: {fra: 2025-01-10, frist: 2025-03-01} # etter SSU

endringer: 'Kortere frist: én dag'
tilslutning:
  # kommunene i rekkefølge
  - {part: skien, utfall: vedtatt}   # den første
  - part: nome
    utfall: til behandling
---

# Tekst

æøå
"""
DAY = date(2025, 3, 14)


def lines_after(*edits: Edit, text: str = FILE) -> list[str]:
    """Return the lines that an edit brings, with + and - before those that came and went."""
    old, new = text.splitlines(), edited(text, edits).splitlines()
    return [f"-{line}" for line in old if line not in new] + [f"+{line}" for line in new if line not in old]


def test_a_new_field_comes_in_the_order_of_the_fields() -> None:
    """After the nearest field that stands before it in the list of fields, comments and all."""
    after = edited(FILE, [Put(("godkjent_av",), "ssu"), Put(("godkjent",), DAY)]).splitlines()
    assert after[2:5] == ['versjon: "1.1"   # ikke 2.0', "godkjent_av: ssu", "godkjent: 2025-03-14"]
    assert [line for line in after if line not in FILE.splitlines()] == after[3:5]


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (Put(("mote",), "2025-06-01-ssu"), ["-mote: 2025-03-14-ssu", "+mote: 2025-06-01-ssu"]),
        (
            Put(("horing", "frist"), date(2025, 4, 1)),
            ["-horing: {fra: 2025-01-10, frist: 2025-03-01} # etter SSU", "+horing: {fra: 2025-01-10, frist: 2025-04-01} # etter SSU"],
        ),
        (
            Put(("horing", "svar_til"), "post@x.example"),
            ["-horing: {fra: 2025-01-10, frist: 2025-03-01} # etter SSU", "+horing: {fra: 2025-01-10, frist: 2025-03-01, svar_til: post@x.example} # etter SSU"],
        ),
        (
            Add(("horing", "tidligere_frister"), date(2025, 3, 1)),
            ["-horing: {fra: 2025-01-10, frist: 2025-03-01} # etter SSU", "+horing: {fra: 2025-01-10, frist: 2025-03-01, tidligere_frister: [2025-03-01]} # etter SSU"],
        ),
        (
            Put(("horing", "svar_til"), "til hvem?"),
            ["-horing: {fra: 2025-01-10, frist: 2025-03-01} # etter SSU", '+horing: {fra: 2025-01-10, frist: 2025-03-01, svar_til: "til hvem?"} # etter SSU'],
        ),
        (Put(("endringer",), "Kortere frist, og hvorfor?"), ["-endringer: 'Kortere frist: én dag'", "+endringer: Kortere frist, og hvorfor?"]),
        (Drop(("horing",)), ["-horing: {fra: 2025-01-10, frist: 2025-03-01} # etter SSU"]),
        (Drop(("mote",)), ["-mote: 2025-03-14-ssu"]),
        (Drop(("tilslutning", 0)), ["-  - {part: skien, utfall: vedtatt}   # den første"]),
        (Put(("tilslutning", 1, "utfall"), "vedtatt"), ["-    utfall: til behandling", "+    utfall: vedtatt"]),
        (Put(("tilslutning", 0, "sak"), "31/25"), ["-  - {part: skien, utfall: vedtatt}   # den første", '+  - {part: skien, sak: "31/25", utfall: vedtatt}   # den første']),
        (Put(("endringer",), "Ny: se # 3"), ["-endringer: 'Kortere frist: én dag'", '+endringer: "Ny: se # 3"']),
        (Add(("endrede_punkter",), "7.1"), ['+endrede_punkter: ["7.1"]']),
    ],
)  # fmt: skip
def test_an_edit_touches_its_own_line_only(edit: Edit, lines: list[str]) -> None:
    """Comments behind a value stay, a group in brackets stays in brackets, and texts are quoted where they must be."""
    assert lines_after(edit) == lines


def test_a_text_in_a_list_in_brackets_is_one_item() -> None:
    """A comma in it ends nothing."""
    assert (
        edited('---\nversjon: "1"\nendrede_punkter: ["1"]\n---\n', [Add(("endrede_punkter",), "a, b")]).count('"a, b"]')
        == 1
    )


def test_an_item_is_written_as_the_one_before_it() -> None:
    """A list of groups with a field on each line gets its new group so, another in brackets."""
    added = Add(("tilslutning",), {"part": "tinn", "dato": DAY, "utfall": "vedtatt"})
    assert lines_after(added) == ["+  - part: tinn", "+    dato: 2025-03-14", "+    utfall: vedtatt"]
    short = FILE.replace("  - part: nome\n    utfall: til behandling\n", "")
    assert lines_after(added, text=short) == ["+  - {part: tinn, dato: 2025-03-14, utfall: vedtatt}"]


def test_a_list_of_groups_is_begun_on_lines_of_its_own() -> None:
    """As the handbook shows it."""
    text = '---\nversjon: "1.0"\n---\nTekst'
    after = edited(text, [Add(("tilslutning",), {"part": "tinn", "utfall": "vedtatt"})])
    assert after == '---\nversjon: "1.0"\ntilslutning:\n  - {part: tinn, utfall: vedtatt}\n---\nTekst'


@pytest.mark.parametrize("behind", ["", "  # ingen ennå"])
def test_an_empty_list_gets_its_first_item_on_a_line_of_its_own(behind: str) -> None:
    """Parties are asked to adopt a text, and then the first of them does."""
    text = f'---\nversjon: "1.0"\ntilslutning: []{behind}\nsignert: 2025-01-01\n---\nTekst\n'
    after = edited(text, [Add(("tilslutning",), {"part": "tinn"}), Add(("tilslutning",), {"part": "nome"})])
    lines = f"tilslutning:\n  - {{part: tinn}}{behind}\n  - {{part: nome}}\n"
    assert after == text.replace(f"tilslutning: []{behind}\n", lines)
    assert edited(text, [Put(("endrede_punkter",), []), Add(("endrede_punkter",), "7")]).count('["7"]') == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_ends_of_lines_and_the_mark_of_a_windows_file_are_kept(end: str, mark: str) -> None:
    """A file from another machine is the same file with one line more."""
    text = mark + FILE.replace("\n", end)
    assert edited(text, [Put(("godkjent",), DAY)]) == mark + edited(FILE, [Put(("godkjent",), DAY)]).replace("\n", end)


def test_a_file_without_an_end_of_line_keeps_none() -> None:
    """The last line of a YAML file may lack it."""
    assert edited_yaml("navn: A", [Put(("sprak",), "nb")], COMMUNITY) == "navn: A\nsprak: nb"
    assert edited_yaml("", [Put(("navn",), "A")], COMMUNITY) == "navn: A\n"


def test_what_is_left_empty_goes_too() -> None:
    """A hearing without a field is no hearing, and a list without items no list."""
    text = '---\nversjon: "1"\nhoring:\n  frist: 2025-01-01\ntilslutning:\n- {part: a, utfall: vedtatt}\n---\n'
    assert edited(text, [Drop(("horing", "frist")), Drop(("tilslutning", 0))]) == '---\nversjon: "1"\n---\n'
    assert edited(text, [Drop(("sak",)), Drop(("horing", "fra"))]) == text


def test_front_matter_that_cannot_be_read_is_not_edited() -> None:
    """What is wrong is said with its line, and nothing is returned."""
    for text in ("Bare tekst", "---\nversjon: 'åpen\n---\n", "---\nversjon: &a x\n---\n"):
        with pytest.raises(AvtaleverkError) as caught:
            edited(text, [Put(("godkjent",), DAY)], path="a/1.0.md")
        assert caught.value.findings[0].path == "a/1.0.md"


# --- any front matter, any edit -----------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]), min_size=1, max_size=20).map(str.strip).filter(bool)  # fmt: skip
DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))
ITEMS = st.fixed_dictionaries({"part": TEXTS}, optional={"organ": TEXTS, "dato": DAYS, "sak": TEXTS, "utfall": TEXTS})
COMMENTS = st.sampled_from(["", "", "  # merknad: {a}", " # «ø»"])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "godkjent_av": TEXTS,
    "godkjent": DAYS,
    "endringer": TEXTS,
    "endrede_punkter": st.lists(TEXTS, min_size=1, max_size=3),
    "horing": st.dictionaries(st.sampled_from(["fra", "frist", "svar_til"]), TEXTS | DAYS, min_size=1),
    "tilslutning": st.lists(ITEMS, min_size=1, max_size=3),
}


@st.composite
def front_matters(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Return front matter in any of the styles that editors use, and what it says."""
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True))
    data = {name: draw(VALUES[name]) for name in names}
    lines = ['versjon: "1.0"']
    for name, value in data.items():
        lines += draw(st.sampled_from([[], ["# om neste felt"], [""]]))
        lines += _styled(draw, name, value)
    return "\n".join(lines) + "\n", {"versjon": "1.0", **data}


def _styled(draw: st.DrawFn, name: str, value: Any) -> list[str]:
    style = draw(st.sampled_from(["flow", "wide", "block", "tall"]))
    behind = draw(COMMENTS)
    if isinstance(value, str) and style == "tall":
        return [f'"{name}": >-{behind}', f"    {value}", ""]
    if isinstance(value, dict) and style == "wide":
        fields = [f"      {k}: {written(v, inside=True)},{draw(COMMENTS)}" for k, v in value.items()]
        return [f"{name}: {{{behind}", *fields, "    }"]
    if isinstance(value, list) and style == "wide":
        return [
            f"{name}:",
            *(
                f"  {mark}{written(item, inside=True)}{draw(COMMENTS)}"
                for mark, item in zip("[,,", value, strict=False)
            ),
            "  ]",
        ]
    if isinstance(value, dict) and style in {"block", "tall"}:
        return [f"{name}:{behind}", *(f"    {k}: {written(v)}" for k, v in value.items())]
    if isinstance(value, list) and style in {"block", "tall"}:
        margin = draw(st.sampled_from(["", "  "]))
        lines = [f"{name}:{behind}"]
        for item in value:
            if isinstance(item, dict) and style == "tall":
                fields = [f"{k}: {written(v)}" for k, v in item.items()]
                lines += [f"{margin}- {fields[0]}", *(f"{margin}  {line}" for line in fields[1:])]
            else:
                lines.append(f"{margin}- {written(item)}{draw(COMMENTS)}")
        return lines
    return [f"{name}: {written(value)}{behind}"]


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, dict[str, Any], Edit]:
    front, data = draw(front_matters())
    name = draw(st.sampled_from(sorted(VALUES)))
    edit: Edit = draw(
        st.one_of(
            VALUES[name].map(lambda value: Put((name,), value)),
            st.just(Drop((name,))),
            ITEMS.map(lambda item: Add(("tilslutning",), item)),
            TEXTS.map(lambda text: Add(("endrede_punkter",), text)),
            DAYS.map(lambda day: Put(("horing", "frist"), day)),
            st.just(Drop(("horing", "frist"))),
            st.integers(0, 2).map(lambda n: Drop(("tilslutning", n))),
        )
    )
    return front, data, edit


@given(cases(), st.sampled_from(["\n", "\r\n"]))
def test_any_edit_says_what_was_said_before_and_itself(case: tuple[str, dict[str, Any], Edit], end: str) -> None:
    """read(edited(text, e)) is read(text) with e, the text below is the same, and no other line is another."""
    front, data, edit = case
    text = f"---\n{front}---\n\nTekst: # ikke et felt\n".replace("\n", end)
    assert said(yaml.compose(front)) == tagged(data)
    after = edited(text, [edit])
    body = after.split(f"{end}---{end}", 1)[1]
    assert body == f"{end}Tekst: # ikke et felt{end}"
    inner = after.split(end, 1)[1].split(f"---{end}{end}", 1)[0].replace(end, "\n")
    assert said(yaml.compose(inner)) == wanted(tagged(data), edit)
    others = [line for line in front.split("\n") if line.startswith("#") or _field(line) not in {None, edit.path[0]}]
    kept = [line for line in inner.split("\n") if line in others]
    assert [line for line in others if line in kept] == others


def _field(line: str) -> str | None:
    """Return the field that a line at the margin begins."""
    name = line.partition(":")[0].strip('"')
    return name if name in {"versjon", *VALUES} else None


@given(TEXTS)
def test_any_text_is_read_back_by_the_reader_of_the_folder(text: str) -> None:
    """The log line of a version may hold whatever an editor types."""
    content = read_content(edited('---\nversjon: "1.0"\n---\nT\n', [Put(("endringer",), text)]), "a.md", VERSION)
    assert [f for f in content.findings if "usynlig" not in f.message] == []
    if not content.findings:
        assert content.values.text("endringer") is not None
