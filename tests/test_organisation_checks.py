"""Broken rules as findings: in the right file and line, with what was found and what can be done, and never an error."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from avtaleverk.cli import main
from avtaleverk.corpus import Reading, read_corpus
from avtaleverk.history import read_checked
from avtaleverk.model.findings import Severity
from avtaleverk.organisation.checks import check_rules_kept
from avtaleverk.organisation.rules import findings as rule_findings
from avtaleverk.organisation.rules.verdicts import Fault

BASE = Path(__file__).parent / "darlige" / "_grunnlag"
STRUCTURE = "organisasjon/struktur/2022-01-01.yml"
OFFICES = "organisasjon/verv/utvalget.yml"
RULES = """regler:
  - {regel: representert, side: bruker, niva: [1, 2]}
  - {regel: seter, maler: [utvalg], seter: [{side: helseforetak, antall: 3}]}
  - {regel: ulike sider, maler: [utvalg]}
  - {regel: bytte halvveis, maler: [utvalg]}
  - {regel: funksjonstid, maler: [utvalg]}
  - {regel: møter, maler: [utvalg]}
  - {regel: beslutningsrett, niva: [1]}
  - {regel: konsensus}
  - {regel: to trinn, organer: [utvalget], forst: sekretariatet, hjemmel: avtaler/samarbeidsavtalen#pkt-2}
"""
DAY = date(2025, 6, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a sound corpus with a rule of each kind, and facts that break most of them."""
    place = tmp_path / "korpus"
    shutil.copytree(BASE, place)
    _change(
        place / STRUCTURE,
        "    moter_per_ar: 4\n",
        "    moter_per_ar: 4\n    funksjonstid_ar: 1\n    leder_og_nestleder: {fra: [kommune]}\n",
    )
    (place / STRUCTURE).write_text((place / STRUCTURE).read_text("utf-8") + RULES, "utf-8")
    _change(place / OFFICES, "side: helseforetak, part: sykehuset", "side: fastlege")
    _change(place / OFFICES, "side: kommune, part: dalset", "side: fastlege, navn: Kari Vik")
    _change(
        place / "organisasjon/moter/2023-05-10-utvalget.md",
        "{tittel: Utskriving,",
        "{tittel: Utskriving, avgjort: avstemning,",
    )
    (place / "organisasjon/moter/2022-09-01-sekretariatet.md").write_text(
        "---\norgan: sekretariatet\ndato: 2022-09-01\n---\n\nReferat.\n", "utf-8"
    )
    return place


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def told(root: Path, day: date = DAY) -> list[str]:
    corpus = read_corpus(root).corpus
    assert corpus is not None
    return sorted(str(f) for f in check_rules_kept(corpus, day))


EXPECTED = [
    f"{STRUCTURE}:13: organer.sammensetning: Styringsgruppa har ingen seter fra brukerne, og regelen krever minst 1. Regelen er «representert»",
    f"{STRUCTURE}:29: organer.leder_og_nestleder: Samarbeidsutvalget har både leder og nestleder fra kommunene. Regelen er «ulike sider»",
    f"{STRUCTURE}:27: organer.moter_per_ar: Samarbeidsutvalget hadde 1 møte i 2023, og 4 var lovet. Regelen er «møter»",
    f"{STRUCTURE}:32: organer.sammensetning: Samarbeidsutvalget har 2 seter fra helseforetaket, og regelen krever minst 3. Regelen er «seter»",
    f"{STRUCTURE}:32: organer.sammensetning: Samarbeidsutvalget har ingen seter fra brukerne, og regelen krever minst 1. Regelen er «representert»",
    f"{OFFICES}:1: verv.side: Samarbeidsutvalget hadde både leder og nestleder fra fastlegene fra 2023-01-01 til 2024-12-31",
    f"{OFFICES}:1: verv.til: Samarbeidsutvalget har hatt leder fra fastlegene fra 2023-01-01 til 2024-12-31, lenger enn 6 måneder, som er halve perioden",
    f"{OFFICES}:1: verv.til: Kari Vik har sittet i Samarbeidsutvalget fra 2023-01-01 til 2024-12-31, lenger enn 1 år",
    "organisasjon/moter/2023-05-10-utvalget.md:6: saker.utfall: Samarbeidsutvalget besluttet saken «Utskriving» uten å ha rett til det",
    "organisasjon/moter/2023-05-10-utvalget.md:6: saker.avgjort: Samarbeidsutvalget avgjorde saken «Utskriving» ved avstemning",
    "organisasjon/moter/2023-05-10-utvalget.md:6: saker.tittel: Samarbeidsutvalget besluttet saken «Utskriving» uten at Sekretariatet hadde drøftet den i et tidligere møte. Regelen er «to trinn» (avtaler/samarbeidsavtalen#pkt-2). Skriv samme saksgang i begge møtene om saken ble drøftet",
]  # fmt: skip


@pytest.mark.parametrize("start", EXPECTED, ids=range(len(EXPECTED)))
def test_each_kind_of_rule_tells_where_it_was_broken(root: Path, start: str) -> None:
    """File, line and field of the fact, what was found, what the rule is and where it stands, and a cure."""
    assert [line for line in told(root) if line.startswith(start)]


def test_broken_rules_are_warnings_that_stop_nobody(root: Path) -> None:
    """The corpus is there, and every finding names a line of its file."""
    reading = read_checked(root, judged_on=DAY)
    assert reading.corpus is not None
    for finding in of_rules(reading):
        assert finding.severity is Severity.WARNING
        assert finding.hint
        assert 1 <= finding.line <= len((root / finding.path).read_text("utf-8").splitlines())


def of_rules(reading: Reading) -> list:  # type: ignore[type-arg]
    return [f for f in reading.findings if "Regelen er «" in f.message]


def test_without_a_day_no_rule_is_judged(root: Path) -> None:
    """A reading that concerns no day, such as that of the lock, tells nothing that changes with it."""
    assert of_rules(read_checked(root)) == []
    assert of_rules(read_checked(root, judged_on=DAY)) != []
    assert of_rules(read_checked(root, day=DAY)) == of_rules(read_checked(root, judged_on=DAY))


def test_only_what_had_happened_by_the_day_is_told(root: Path) -> None:
    """On the last day of 2022 no meeting had been held and no leader had sat."""
    files = {line.split(":")[0] for line in told(root, date(2022, 12, 31))}
    assert STRUCTURE in files
    assert not [name for name in files if name.startswith(("organisasjon/verv", "organisasjon/moter"))]


def test_the_check_takes_a_day(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--dato`` judges the rules as of that day, and a warning is still no failure."""
    assert main(["sjekk", "--rot", str(root), "--dato", "2022-12-31"]) == 0
    assert "avstemning" not in capsys.readouterr().err
    assert main(["sjekk", "--rot", str(root), "--dato", DAY.isoformat()]) == 0
    assert "avstemning" in capsys.readouterr().err
    assert main(["sjekk", "--rot", str(root), "--dato", DAY.isoformat(), "--streng"]) == 1


def test_equal_bodies_are_one_finding(root: Path) -> None:
    """What is wrong once in a template is told once, with the names of those that follow it."""
    more = "".join(
        f"  - {{id: utvalg-{n}, navn: Utvalg {n}, niva: 2, over: styringsgruppa, mal: utvalg}}\n" for n in range(1, 5)
    )
    _change(root / STRUCTURE, "maler:\n", f"{more}maler:\n")
    found = [line for line in told(root) if "seter fra helseforetaket" in line]
    assert len(found) == 1
    assert "Samarbeidsutvalget, Utvalg 1, Utvalg 2 og 2 til har 2 seter" in found[0]


def test_a_sound_corpus_without_rules_breaks_none() -> None:
    """Who has set no rules is told of none."""
    assert told(BASE) == []


def test_every_fault_has_words() -> None:
    """Nothing that can be found is left untold."""
    assert set(rule_findings._WORDS) == set(Fault)  # noqa: SLF001 - that the table is whole
