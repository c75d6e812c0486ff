"""What a finding says: where YAML breaks, what was read, and what may have been meant."""

import pytest

from avtaleverk.corpus.wording import invisible, listed, near, shorten, without_invisible
from avtaleverk.corpus.yaml_faults import diagnose
from avtaleverk.corpus.yaml_reader import looks_like_date, read_yaml


def test_wording() -> None:
    """What was read is quoted shortly, and choices are listed as one reads them."""
    assert shorten("a\n  b") == "a b"
    assert shorten("x" * 61) == "x" * 60 + "…"
    assert listed(["a", "b", "c"]) == "a, b eller c"
    assert listed(["a"]) == "a"
    assert near("utvalgt", ["utvalget", "styret"]) == "Mente du «utvalget»?"
    assert near("x", ["utvalget", "styret"]) == "Skriv en av disse: styret, utvalget"
    assert near("x", []) == "Ingen er lagt inn ennå"
    assert list(invisible("a\nb\u200bc\u202e\n\u00a0\t")) == [(1, "U+200B")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("26.09.2024", "2024-09-26"),
        ("1.2.2024", "2024-02-01"),
        ("26/9-2024", "2024-09-26"),
        ("26/9/2024", "2024-09-26"),
        ("2024-9-6", "2024-09-06"),
        ("2024-09-26T12:00:00Z", "2024-09-26"),
        ("31.02.2024", None),
        ("99.99.9999", None),
        ("26. september 2024", "2024-09-26"),
        ("1 Mai 2024", "2024-05-01"),
        ("31. juni 2024", None),
        ("26. september", None),
        ("", None),
    ],
)
def test_dates_as_people_write_them(text: str, day: str | None) -> None:
    """A day in another form is understood, so that the finding can show the right one; no other day is made up."""
    assert looks_like_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "a: b",
        "a: 'b: c'",
        'a: "b # c"',
        "a: [b, c]",
        "a:\n  - b: c\n    d: e\n  - f",
        "a: >-\n  tekst\n  mer",
        "# bare en merknad",
        "a: b # merknad: med kolon",
        "a: http://a.example",
        "a: [b,\n  c]",
        "a: {b: c, d: e}",
        "- a\n- b",
        "",
    ],
)
def test_sound_yaml(text: str) -> None:
    """What editors write every day is read without findings."""
    assert read_yaml(text, "fil.yml")[1] == []


@pytest.mark.parametrize(
    ("text", "line", "cure"),
    [
        ("a: b\n\tc: d", 1, "tabulator"),
        ("a: b\nc: 'd\ne: f", 1, "Lukk anførselstegnet"),
        ('a: "b" c', 0, "rundt hele verdien"),
        ("a: [b\nc: d", 0, "Lukk klammen"),
        ("a: b: c", 0, "Verdien har et kolon"),
        ("a: b\n  c: d", 1, "samme innrykk"),
        ("- a: b\n   c: d", 1, "samme innrykk"),
        ("a: b\nc d\ne: f", 1, "nøkkel: verdi"),
        ("a: @b", 0, "egen betydning"),
        ("- a: b\n-c: d", 1, "mellomrom etter streken"),
        ("a: {b: c d: e}", 0, "komma"),
    ],
)
def test_where_yaml_breaks(text: str, line: int, cure: str) -> None:
    """The line at fault is named, not the line where a machine gave up, with the cure for that very fault."""
    lines = text.split("\n")
    at, hint = diagnose(lines, len(lines) - 1)
    assert at == line
    assert cure in hint
    (finding,) = read_yaml(text, "fil.yml", first_line=2)[1]
    assert finding.line == line + 2
    assert cure in finding.hint


@pytest.mark.parametrize("sign", "\u202e\u2066\u200b\u200f\u2060\ufeff\u180e\u3164\u115f\u034f\u2800\ufffb\U000e0041")
def test_signs_that_nobody_sees(sign: str) -> None:
    """A sign that shows nothing or turns the writing, and so lets a title pass for another, is found and named."""
    assert list(invisible(f"Avtalen\n{sign}om")) == [(1, f"U+{ord(sign):04X}")]
    assert sign not in without_invisible(f"Avtalen {sign}om")
    assert read_yaml(f"tittel: Avtalen{sign}", "fil.yml")[1] != []


@pytest.mark.parametrize("word", ["Báhčan", "Rødmerking – «sånn»", "100\u00a0%", "sam\u00adhandling", "→ ✓"])
def test_signs_that_one_sees(word: str) -> None:
    """What editors write and see is no fault."""
    assert list(invisible(word)) == []
