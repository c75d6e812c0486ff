"""The bars of the redline, M1 to M8, over more than five thousand edits whose truth is known."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
CHUNKS, SCRIPTS, FIRST = 8, 150, 700_001
LEAST_EDITS = 5000
# What is asked, by the beginning of the name that the measure has there: at most, but for M5 and M6 at least.
BARS = {
    "Numre": 0,
    "M1": 0,
    "M2 merkede ord mot redigerte, median": 1.15,
    "M2 merkede ord mot redigerte, verste": 1.5,
    "M2 uendrede": 0,
    "M3": 0,
    "M4 merker mot": 1.3,
    "M4 merker som": 0,
    "M4 merker av": 0,
    "M5": 0.98,
    "M6 flyttinger, presisjon": 0.98,
    "M6 flyttinger, dekning": 0.95,
    "M7 merkede": 0,
    "M7 nye": 0,
    "M8": 0,
}


@pytest.fixture(scope="module")
def measures() -> Iterator[ModuleType]:
    """Yield the module that measures; it and the generator of edits lie beside the benchmarks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield importlib.import_module("rodmerking_maal")


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_bar_is_met(measures: ModuleType, chunk: int) -> None:
    """Whatever a secretary does to a text is marked where it was done, and nowhere else; every part keeps every bar."""
    results = measures.run_scripts(SCRIPTS, FIRST + chunk * SCRIPTS)
    assert CHUNKS * sum(len(result.script.edits) for result in results) >= LEAST_EDITS
    wanted = dict(BARS)
    missed = []
    for bar in measures.bars(results):
        limit = wanted.pop(next(name for name in wanted if bar.name.startswith(name)))
        is_met = bar.measured >= limit if bar.name.startswith(("M5", "M6")) else bar.measured <= limit
        missed += [] if is_met else [(bar.name, bar.measured, limit)]
    faults = [(r.script.seed, r.score.faults) for r in results if r.score.faults]
    assert missed == [], faults
    assert wanted == {}, "the bars of the benchmark and of this test are the same"
