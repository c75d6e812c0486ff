"""The decision against the text: the points that a version names, held up against those that changed."""

from pathlib import Path

import pytest
from history_corpus import DAY, OWN, comparisons, corpus_of, folder, guideline, proposal, version

from avtaleverk.history import read_checked
from avtaleverk.history.named_points import Agreement, agreement, check_named, point_name
from avtaleverk.model.documents import ChangeKind, Version
from avtaleverk.model.findings import Finding, Severity

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "korpus-ekte"
FIELDS = {"endrede_punkter", "endringstype", "saker.punkter"}

P = "Kommunen melder fra til sykehuset om alle nye pasienter samme dag."
Q = "Sykehuset sender epikrisen til fastlegen før pasienten reiser hjem."
R = "Partene øver sammen to ganger i året, og øvelsene evalueres skriftlig."
S = "Legemiddellista følger pasienten, og apoteket får vite om endringer."
TEXT = f"""{S}

## 1 Formål

{P}

## 7 Samarbeid

{Q}

### 7.1 Møter

{R}

### 7.2 Referat

{S}

#### Form

{P}

## 70 Annet

{Q}
"""


def changed(*points: str, text: str = TEXT) -> str:
    """Return the text with a word more under each of these headings, named by number or title."""
    for point in points:
        mark = f" {point} " if point[0].isdigit() else f" {point}\n"
        before, found, after = text.partition(mark)
        assert found, point
        heading, rest = after.split("\n\n", 1) if point[0].isdigit() else ("", after.lstrip("\n"))
        text = f"{before}{mark}{heading}\n\nHeretter gjelder dette: {rest}"
    return text


def held(named: list[str], old: str, new: str) -> Agreement:
    """Return how a decision that names some points agrees with what became of the text."""
    found = agreement(version("2.0", new, changed_clauses=tuple(named)), comparisons().facts(old, new))
    assert found is not None
    return found


def unnamed(found: Agreement) -> list[str]:
    return [point_name(p) for p in found.unnamed]


@pytest.mark.parametrize(
    ("named", "points", "others", "unchanged"),
    [
        (["1"], ["1"], [], []),
        (["1", "7.2"], ["1", "7.2"], [], []),
        (["1", "7.1"], ["1"], [], ["7.1"]),
        (["1"], ["1", "7.2"], ["punkt 7.2"], []),
        (["1"], ["7.1"], ["punkt 7.1"], ["1"]),
        (["7"], ["7.1"], [], []),
        (["7"], ["7", "7.1", "7.2"], [], []),
        (["7.1"], ["7.1", "7.2"], ["punkt 7.2"], []),
        (["7.1"], ["7"], ["punkt 7"], ["7.1"]),
        (["7"], ["70"], ["punkt 70"], ["7"]),
        (["9"], ["1"], ["punkt 1"], ["9"]),
        (["7.2"], ["Form"], [], []),
        (["7"], ["Form"], [], []),
        (["7.1"], ["Form"], ["«Form» i punkt 7.2"], ["7.1"]),
        ([" 7.1. "], ["7.1"], [], []),
    ],
)
def test_what_is_named_and_what_has_changed(
    named: list[str], points: list[str], others: list[str], unchanged: list[str]
) -> None:
    """Naming a point names those under it, not those beside it; a heading without a number goes by the one around."""
    found = held(named, TEXT, changed(*points))
    assert (unnamed(found), list(found.unchanged)) == (others, unchanged)
    assert found.holds is not bool(others or unchanged)
    assert found.named == tuple(named)


def test_a_decision_that_names_nothing_is_not_held_against_anything() -> None:
    """Where an editor listed no points, there is nothing that could disagree."""
    assert agreement(version("2.0", changed("1")), comparisons().facts(TEXT, changed("1"))) is None


NUMBERED = [f"## 1 Formål\n\n{P}", f"## 2 Epikrise\n\n{Q}", f"## 3 Øving\n\n{R}"]
PUSHED = f"## 1 Formål\n\n{P}\n\n## 2 Legemidler\n\n{S}\n\n## 3 Epikrise\n\n{Q}\n\n## 4 Øving\n\n{R}"


@pytest.mark.parametrize("named", [["2"], ["2", "3"], ["2", "3", "4"], ["2", "4"]])
def test_a_mere_new_number_needs_no_naming(named: list[str]) -> None:
    """Points pushed down by a new one have not changed; a decision may name them and need not."""
    found = held(named, "\n\n".join(NUMBERED), PUSHED)
    assert found.holds, (unnamed(found), found.unchanged)


@pytest.mark.parametrize("number", ["3", "4"])
def test_a_point_is_named_by_its_old_or_its_new_number(number: str) -> None:
    """A point that was 3, became 4 and was reworded is named by either."""
    new = PUSHED.replace("skriftlig", "muntlig og skriftlig")
    assert held(["2", number], "\n\n".join(NUMBERED), new).holds
    assert unnamed(held(["2"], "\n\n".join(NUMBERED), new)) == ["punkt 4"]


def test_a_point_that_is_gone_is_named_by_the_number_it_had() -> None:
    """Taking out point 2 is a change of point 2, though another point has that number now."""
    new = f"{NUMBERED[0]}\n\n## 2 Øving\n\n{R}"
    assert held(["2"], "\n\n".join(NUMBERED), new).holds
    assert unnamed(held(["3"], "\n\n".join(NUMBERED), new)) == ["punkt 2"]


@pytest.mark.parametrize("said", ["§ 3", "§3", "3"])
@pytest.mark.parametrize("heading", ["§ 3 Øving", "3 Øving"])
def test_a_paragraph_sign_is_no_other_number(said: str, heading: str) -> None:
    """«§ 3», «§3» and «3» name the same point, however its heading writes it."""
    old = f"## {heading}\n\n{R}"
    assert held([said], old, old.replace("skriftlig", "muntlig")).holds


def test_a_point_is_called_what_an_editor_calls_it() -> None:
    """By number, with its own sign, or by title, with the number around it where there is one."""
    new = "Annet.\n\n## § 3 Om\n\nTekst.\n\n### Mål\n\nTekst.\n\n## Vedlegg\n\nTekst.\n\n## 4 Til\n\nTekst."
    points = comparisons().facts("", new).points
    assert [point_name(p) for p in points] == ["innledningen", "§ 3", "«Mål» i punkt § 3", "«Vedlegg»", "punkt 4"]


@pytest.mark.parametrize("said", ["innledningen", "innledning"])
def test_the_introduction_can_be_named(said: str) -> None:
    """A decision that changes what stands before the first heading can say so."""
    assert held([said], TEXT, TEXT.replace(S, f"{S} Ordningen evalueres.", 1)).holds


# --- findings -----------------------------------------------------------------------------------------------------


def checked(*versions: Version) -> list[Finding]:
    return list(check_named(corpus_of(guideline(*versions)), comparisons()))


def told(root: Path) -> list[Finding]:
    """Return what is found about the decisions of a folder, all of it warnings."""
    reading = read_checked(root)
    assert reading.errors == ()
    found = [f for f in reading.findings if f.field in FIELDS or (f.field == "versjon" and "lik versjon" in f.message)]
    assert {f.severity for f in found} <= {Severity.WARNING}
    assert all(f.hint for f in found)
    return found


APPROVED = "godkjent_av: ssu\ngodkjent: {}\n"
FIRST = (APPROVED.format("2021-01-01"), TEXT)


def places(root: Path) -> list[tuple[str, int, str]]:
    return [(f.path, f.line, f.field) for f in told(root)]


def test_a_named_point_that_has_not_changed(tmp_path: Path) -> None:
    """The warning stands at the very line of the list on which the point is named."""
    meta = APPROVED.format("2022-01-01") + 'endrede_punkter:\n  - "1"\n  - "7.1"\n  - "7.2"\n'
    root = folder(tmp_path, {"1.0": FIRST, "2.0": (meta, changed("1", "7.2"))})
    (found,) = told(root)
    assert (found.path, found.line, found.field) == (f"{OWN}/2.0.md", 7, "endrede_punkter")
    assert found.message == "Vedtaket nevner punkt 7.1, men teksten der er den samme som i versjon 1.0"


def test_a_changed_point_that_is_not_named(tmp_path: Path) -> None:
    """The warning stands at the list, and says which point, since which version, and what happened to it."""
    meta = APPROVED.format("2022-01-01") + 'endringer: Mer\nendrede_punkter: ["1"]\n'
    (found,) = told(folder(tmp_path, {"1.0": FIRST, "2.0": (meta, changed("1", "7.2"))}))
    assert (found.path, found.line, found.field) == (f"{OWN}/2.0.md", 6, "endrede_punkter")
    assert found.message == (
        "Vedtaket nevner ikke punkt 7.2, som er endret fra versjon 1.0 (Punkt 7.2: 3 ord lagt til)"
    )


def test_a_decision_that_agrees_gives_no_finding(tmp_path: Path) -> None:
    """Nothing is said where the points named are the points changed."""
    meta = APPROVED.format("2022-01-01") + 'endrede_punkter: ["1", "7.2"]\nendringstype: innhold\n'
    assert told(folder(tmp_path, {"1.0": FIRST, "2.0": (meta, changed("1", "7.2"))})) == []


CORRECTION = TEXT.replace("evalueres", "evaluueres")
LANGUAGE = TEXT.replace("melder fra", "melder også fra")
CONTENT = TEXT.replace("to ganger", "fire ganger")


@pytest.mark.parametrize(
    ("claimed", "new", "is_said"),
    [
        ("retting", CONTENT, True),
        ("språk", CONTENT, True),
        ("retting", LANGUAGE, True),
        ("innhold", CONTENT, False),
        ("innhold", LANGUAGE, False),
        ("innhold", CORRECTION, False),
        ("språk", LANGUAGE, False),
        ("språk", CORRECTION, False),
        ("retting", CORRECTION, False),
    ],
)
def test_a_revision_that_is_more_than_it_is_called(claimed: str, new: str, is_said: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a column of the table
    """New content is no correction and no matter of language; a revision that is less than it says is no fault."""
    meta = APPROVED.format("2022-01-01") + f"endringstype: {claimed}\n"
    root = folder(tmp_path, {"1.0": FIRST, "2.0": (meta, new)})
    assert places(root) == ([(f"{OWN}/2.0.md", 5, "endringstype")] if is_said else [])


def test_what_the_revision_is_called_and_what_it_is() -> None:
    """The finding says what was claimed, what the text says, how large it is, and what to write."""
    first = version("1.0", TEXT)
    (found,) = checked(first, version("2.0", CONTENT, change_kind=ChangeKind.CORRECTION))
    assert found.message == (
        "Endringen er kalt «retting», men teksten er endret i innhold fra versjon 1.0: 1 ord lagt til, 1 ord slettet"
    )
    assert found.hint == "Skriv endringstype: innhold, eller sett teksten tilbake"


def test_a_version_with_the_text_of_the_one_before(tmp_path: Path) -> None:
    """It is no new version but new metadata; the warning stands at its number and names the other file."""
    root = folder(tmp_path, {"1.0": FIRST, "2.0": (APPROVED.format("2022-01-01"), TEXT)})
    (found,) = told(root)
    assert (found.path, found.line, found.field) == (f"{OWN}/2.0.md", 2, "versjon")
    assert found.message.startswith("Teksten er lik versjon 1.0")
    assert f"{OWN}/1.0.md" in found.hint


def meeting(points: str, extra: str = "") -> dict[str, str]:
    """Return a meeting with one case about version 2.0, on line 5 of its file."""
    case = f"{{tittel: Prøve, dokument: {OWN}, punkter: [{points}]{extra}}}"
    text = f"---\norgan: ssu\ndato: 2022-01-01\nsaker:\n  - {case}\n---\n\nVedtatt.\n"
    return {"organisasjon/moter/2022-01-01-ssu.md": text}


@pytest.mark.parametrize(
    ("points", "extra", "is_said"),
    [
        ('"1", "7.1"', "", True),
        ('"1"', ', versjon: "2.0"', True),
        ('"7.2", "1"', "", False),
        ('"1", "7.2."', ', versjon: "2.0"', False),
        ("", "", False),
        ('"5"', ', versjon: "1.0"', False),
    ],
)
def test_a_meeting_that_names_other_points(points: str, extra: str, is_said: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a column of the table
    """Minutes and version name the same points, in any order; a case about another version is another matter."""
    meta = APPROVED.format("2022-01-01") + 'mote: 2022-01-01-ssu\nendrede_punkter: ["1", "7.2"]\n'
    root = folder(tmp_path, {"1.0": FIRST, "2.0": (meta, changed("1", "7.2"))}, meeting(points, extra))
    found = told(root)
    assert [(f.path, f.line, f.field) for f in found] == (
        [("organisasjon/moter/2022-01-01-ssu.md", 5, "saker.punkter")] if is_said else []
    )
    assert all(f"{OWN}/2.0.md" in f.message for f in found)


def test_a_proposal_is_held_against_the_approved_text_before_it() -> None:
    """Not against the proposal before it; and nobody has decided on a proposal, so it is the proposal that names."""
    first = version("1.0", TEXT)
    one = proposal("1.1", changed("1"), changed_clauses=("1",))
    two = proposal("1.2", changed("1", "7.2"), changed_clauses=("7.2",))
    (found,) = checked(first, one, two)
    assert (found.path, found.message.split(",")[0]) == (f"{OWN}/1.2.md", "Forslaget nevner ikke punkt 1")
    assert "fra versjon 1.0" in found.message


def test_a_proposal_without_an_approved_text_before_it() -> None:
    """Nothing is changed where nothing was decided before."""
    assert checked(proposal("0.8", TEXT), proposal("0.9", changed("1"), changed_clauses=("7.1",))) == []


# --- the corpora at hand ------------------------------------------------------------------------------------------


def test_the_agreement_of_telemark() -> None:
    """The decision of 2024 names 7.1, 7.2, 11 and 13, and exactly these have changed."""
    reading = read_checked(ROOT)
    assert reading.corpus is not None
    found = reading.corpus.document("avtaler/samarbeidsavtalen")
    assert found is not None
    old, new = found.versions
    facts = comparisons().facts(old.body, new.body)
    assert {p.clause.number or p.clause.within for p in facts.touched} == {"7.1", "7.2", "11", "13"}
    held_ = agreement(new, facts)
    assert held_ is not None
    assert held_.holds
    assert [f for f in reading.findings if f.field in FIELDS] == []


@pytest.mark.skipif(not REAL.is_dir(), reason="the real texts are not beside this folder")
def test_the_real_texts_agree_with_their_decisions() -> None:
    """The first real input has no finding of this kind, on any page's pair."""
    reading = read_checked(REAL, day=DAY)
    assert reading.corpus is not None
    assert [f for f in reading.findings if f.field in FIELDS or "lik versjon" in f.message] == []
