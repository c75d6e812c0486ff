"""What a form sends back changes in the file what the editor changed, and nothing else."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from editor_desk import DAY, PROPOSAL, ROOT
from hypothesis import given
from hypothesis import strategies as st

from avtaleverk.corpus.fields import MEETING, TERM
from avtaleverk.editing.body_merge import four_spaces, merged
from avtaleverk.editing.form_saving import for_the_form, saved
from avtaleverk.editing.form_ways import can_be_rich
from avtaleverk.editing.forms import Form, form_of, proposal_forms
from avtaleverk.editing.stamps import stamp_of, stamped, unstamped
from avtaleverk.history import read_checked
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.redline import prepare

SMALL = ROOT / "tests" / "versjoner"
REAL = ROOT.parent / "shared" / "korpus-ekte"


def _all_forms(root: Path) -> list[Form]:
    corpus = read_checked(root).corpus
    assert corpus
    documents = list(corpus.all_documents())
    paths = [d.source.path for d in documents] + [v.source.path for d in documents for v in d.versions]
    paths += [m.source.path for m in corpus.meetings] + [p.source.path for p in corpus.papers]
    paths += ["helsefellesskap.yml", "ordliste.yml"]
    return [f for p in paths if (root / p).is_file() and (f := form_of(corpus, p, DAY))]


def _as_decap_writes(text: str) -> str:
    """Return a file as the forms write it: fields in another style and without comments, lists with other signs."""

    def front(part: str) -> str:
        data: Any = yaml.load(part, Loader=yaml.BaseLoader)  # noqa: S506 - the plainest loader there is
        return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)

    if not text.startswith("---"):
        return front(text)
    _, fields, body = re.split(r"^---\n", text, maxsplit=2, flags=re.MULTILINE)
    lines = [re.sub(r"^( *)- ", lambda m: f"{' ' * (len(m[1]) // 2)}* ", line) for line in body.split("\n")]
    return f"---\n{front(fields)}---\n{chr(10).join(lines).strip()}"


@pytest.mark.parametrize("root", [ROOT, SMALL, ROOT / "eksempler" / "finnmark", REAL], ids=lambda p: p.name)
def test_a_form_that_was_not_touched_changes_nothing(root: Path) -> None:
    """Every file with a form stays as it is, sign by sign, when the form writes it in its own dialect."""
    if not root.is_dir():
        pytest.skip("the real texts are not here")
    forms = _all_forms(root)
    assert len(forms) > 3
    for form in forms:
        old = (root / form.path).read_text("utf-8")
        assert saved(old, _as_decap_writes(for_the_form(old, form)), form) == old, form.path


def _proposal() -> tuple[Form, str]:
    corpus = read_checked(SMALL).corpus
    assert corpus
    form = next(f for f in proposal_forms(corpus) if f.path == PROPOSAL)
    return form, (SMALL / PROPOSAL).read_text("utf-8")


def test_only_what_changed_is_written() -> None:
    """A moved deadline and a word in one point are two changed lines; comments and style of the rest are kept."""
    form, text = _proposal()
    old = text.replace('endrede_punkter: ["3.1", "6"]', 'endrede_punkter: ["3.1", "6"]  # sjekket av sekretariatet')
    came = _as_decap_writes(old).replace("2026-12-15", "2026-12-20").replace("få trygge", "få tryggere")
    new = saved(old, came, form)
    assert new == old.replace("2026-12-15", "2026-12-20").replace("få trygge", "få tryggere")
    assert 'versjon: "2.1"' in new


def test_fields_come_go_and_keep_their_kind() -> None:
    """A number of a point stays a text in quotes, a date stays plain, and an emptied field is gone."""
    form, old = _proposal()
    came = _as_decap_writes(old).replace("endringer: Kommunen kan be om digitalt samarbeidsmøte\n", "")
    came = came.replace("- '6'\n", "- '6'\n- '7'\n").replace(
        "---\nRetn", "tilslutning:\n- part: nord\n  utfall: vedtatt\n  dato: 2026-11-20\n---\nRetn", 1
    )
    new = saved(old, came, form)
    assert 'endrede_punkter: ["3.1", "6", "7"]' in new
    assert "endringer:" not in new
    assert "dato: 2026-11-20" in new
    assert '"2026-11-20"' not in new


def test_line_ends_of_windows_are_kept() -> None:
    """A file whose lines end as on Windows does not become another file by one word."""
    form, text = _proposal()
    old = text.replace("\n", "\r\n")
    new = saved(old, _as_decap_writes(text).replace("få trygge", "få tryggere"), form)
    assert new == old.replace("få trygge", "få tryggere")


def test_a_new_meeting_is_written_as_an_editor_would() -> None:
    """A file that a form makes has its fields in the order of the documentation, and no empty ones."""
    form = Form("organisasjon/moter/2026-12-01-ssu.md", "mote", "", MEETING)
    came = "---\navlyst: false\nsted: ''\ndato: '2026-12-01'\norgan: ssu\nklokka: '10:00'\n---\nReferat\n"
    assert saved(None, came, form) == '---\norgan: ssu\ndato: 2026-12-01\nklokka: "10:00"\n---\n\nReferat\n'


_GLOSSARY = """# Ordene leserne møter
- ord: Partnerskapsmøtet
  forklaring: "Nivå én."   # fra retningslinje 1
- {ord: SSU, forklaring: Nivå to.}
- ord: FSU
  forklaring: Nivå tre.
"""


@pytest.mark.parametrize(
    ("change", "gone", "new"),
    [
        (lambda words: words[:1] + words[2:], "- {ord: SSU, forklaring: Nivå to.}\n", ""),
        (
            lambda words: [*words, {"ord": "Ny", "forklaring": "Et ord: nytt."}],
            "",
            '- ord: Ny\n  forklaring: "Et ord: nytt."\n',
        ),
        (lambda words: [*words[:2], words[2] | {"forklaring": "Tre."}], "Nivå tre.", "Tre."),
    ],
    ids=["tatt ut", "lagt til", "endret"],
)
def test_the_word_list_is_edited_word_by_word(change: Any, gone: str, new: str) -> None:
    """A word that is taken out, added or changed leaves the others, and the comments, as they were."""
    form = Form("ordliste.yml", "ordliste", "", TERM, has_text=False)
    words = yaml.safe_load(_GLOSSARY)
    came = yaml.safe_dump({"ord": change(words)}, allow_unicode=True, sort_keys=False)
    wanted = _GLOSSARY.replace(gone, new) if gone else _GLOSSARY + new
    assert saved(_GLOSSARY, came, form) == wanted


def test_what_cannot_be_read_is_refused() -> None:
    """A form that sends something else than a file changes nothing."""
    form, old = _proposal()
    with pytest.raises(AvtaleverkError, match="Ingenting ble lagret"):
        saved(old, "---\n[: &x {\n---\nTekst", form)


def test_lists_within_lists_come_back_as_such() -> None:
    """The forms set a list within a list two spaces in, which Markdown here would read as one list."""
    old = "Punkter:\n\n- En\n    - To\n    - Tre\n        1. Fire\n- Fem\n"
    came = "Punkter:\n\n* En\n\n  * To\n  * Tre\n\n    1. Fire\n* Fem"
    assert merged(old, came) == old
    assert merged(old, came.replace("Fire", "Fire og en halv")) == old.replace("Fire", "Fire og en halv")


_WORDS = st.lists(st.sampled_from(["skal", "kommunen", "melde", "pasient", "1", "ø"]), min_size=1, max_size=4).map(
    " ".join
)
_ITEMS = st.lists(st.tuples(st.integers(0, 3), _WORDS), min_size=1, max_size=8)


@given(_ITEMS)
def test_a_list_in_the_dialect_of_the_forms_shows_what_it_did(items: list[tuple[int, str]]) -> None:
    """However lists lie in one another, the dialect of the forms reads as the same list here."""
    depth, levels = -1, []
    for wanted, words in items:
        depth = min(wanted, depth + 1)
        levels.append((depth, words))
    ours = "\n".join(f"{'    ' * level}- {words}" for level, words in levels)
    theirs = "\n".join(f"{'  ' * level}* {words}" for level, words in levels)
    assert prepare(four_spaces(theirs)).shown == prepare(ours).shown
    assert four_spaces(ours) == ours


@given(st.lists(st.tuples(st.integers(0, 2), _WORDS, st.booleans()), min_size=1, max_size=8))
def test_items_with_paragraphs_in_the_dialect_of_the_forms_show_what_they_did(
    items: list[tuple[int, str, bool]],
) -> None:
    """The forms set no empty line after an item that ends with a paragraph or a list; the next one stays an item."""
    depth, ours, theirs = -1, "", ""
    for wanted, words, is_long in items:
        # A list within a list follows a paragraph, or stands right under its item.
        theirs += "\n" if wanted > depth >= 0 else ""
        depth = min(wanted, depth + 1)
        ours += f"{'    ' * depth}- {words}\n\n" + (f"{'    ' * (depth + 1)}Ledd\n\n" if is_long else "")
        theirs += f"{'  ' * depth}* {words}\n" + (f"\n{'  ' * (depth + 1)}Ledd\n" if is_long else "")
    assert prepare(four_spaces(theirs)).shown == prepare(ours).shown
    assert merged(ours, theirs).rstrip() == ours.rstrip()


@pytest.mark.parametrize(
    ("old", "came"),
    [
        ("| A | B |\n|:--|--:|\n| 1 | 2 |\n", "| A   | B   |\n| --- | --- |\n| 1   | 2   |"),
        ("Frist:  \ninnen 24 timer, ca. ~1 døgn.\n", "Frist:\\\ninnen 24 timer, ca. \\~1 døgn."),
    ],
    ids=["tabell", "linjeskift"],
)
def test_what_the_forms_cannot_carry_is_kept(old: str, came: str) -> None:
    """The sides that columns lean to, breaks within a paragraph and tildes stay, beside a change as well as without."""
    assert merged(old, came) == old
    assert merged(old, came.replace("2", "3")) == old.replace("2", "3")


@pytest.mark.parametrize(
    "text",
    [
        "Se [avtalen][a].\n\n[a]: https://eksempel.no",
        "Ledd.[^1]\n\n[^1]: https://eksempel.no",
        "1) En\n2) To",
        "2022\\. Et godt år.",
        "- [x] Gjort",
        "Ledd.\n\n    Innrykket",
        "- En\n    - To\n\n      Ledd.",
        "Slutt med strek\\\nmer.",
        "1. En\n2. To\n4. Fire",
        "- Punkt\n    1. En\n    3. Tre",
    ],
)
def test_what_the_forms_would_lose_is_written_as_in_the_file(text: str) -> None:
    """A text with something that the forms write as something else is not given to them to write anew."""
    assert not can_be_rich(f"## 1 Formål\n\n{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "Ledd.[^1]\n\n[^1]: To ord.",
        "1. En\n\n    Ledd.\n\n    - a\n\n2. To\n\nMer.\n\n1. Ny liste",
        "3. Tre\n4. Fire",
        "a) bokstav\nb) to (2) år",
        "| A |\n|--:|\n| 1 |",
    ],
)
def test_what_they_carry_is_written_as_in_word(text: str) -> None:
    """Ordinary texts can be written as in Word."""
    assert can_be_rich(f"## 1 Formål\n\n{text}\n")


@given(st.text(max_size=200))
def test_a_stamp_comes_off_as_it_was_put_on(text: str) -> None:
    """What a form is shown, less its stamp, is the file; and the stamp tells which file it was."""
    file = f"---\nversjon: x\n---\n{text}"
    stamp = stamp_of(file)
    assert unstamped(stamped(file, stamp)) == (file, stamp)
