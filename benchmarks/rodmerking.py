"""Measures the redline by M1–M9 and M11 of its rules, beside ``lxml.html.diff`` on real revisions in the same run.

Run ``python benchmarks/rodmerking.py [REVISJONER.jsonl …]``; each line of a file is ``{"path", "old", "new"}``.
``--skript 200`` makes fewer scripts, ``--to GAMMEL NY`` names the two agreements that M9 is about. Seconds are the
best of some rounds, taken turn by turn, so that neither another program nor the order decides.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median

import rodmerking_fart as speed
from rodmerking_avtaler import look
from rodmerking_ekte import Marked, Measured, measure, read_revisions
from rodmerking_maal import Bar, bars, run_scripts

_SHARED = Path(__file__).resolve().parents[2] / "shared"
_AGREEMENTS = _SHARED / "korpus-ekte" / "avtaler" / "nasjonal-avtale"
_MOST_MARKS = 75
_ORDINARY_MS, _LONG_WORDS, _LONG_SECONDS = 50, 130_000, 5
_HARDEST_SECONDS, _GROWTH = 10, 3
_TENTH = 0.9
_SHOWN = 5


def _say(words: str = "") -> None:
    print(words, flush=True)


def _number(value: float, digits: int = 2) -> str:
    shown = f"{value:.{digits}f}"
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown).replace(".", ",")


def _table(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        _say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def scripts(count: int) -> list[Bar]:
    """Measure M1–M8 on generated edits."""
    _say(f"{count} lagde skript …")
    return bars(run_scripts(count))


def revisions(paths: Sequence[Path], rounds: int) -> list[Bar]:
    """Measure real revisions, and show them beside the peer."""
    found = read_revisions(paths)
    if not found:
        _say("Ingen ekte revisjoner er oppgitt, så bare lagde endringer er målt.")
        return []
    _say(f"{len(found)} ekte revisjoner fra {', '.join(path.name for path in paths)} …")
    measured = measure(found, rounds)
    size = sum(one.revision.size for one in measured) / 1e6
    _beside(measured, size)
    for one in [one for one in measured if one.fault or one.ours.breaks][:_SHOWN]:
        _say(f"  {one.revision.path}: {one.fault or 'elementene er ikke nøstet riktig'}")
    ours, theirs = (sum(getattr(one, side).seconds for one in measured) for side in ("ours", "theirs"))
    return [
        Bar("M1 ekte revisjoner som ikke lar seg godta og forkaste", sum(bool(one.fault) for one in measured), 0),
        Bar("M10 ekte revisjoner der nøstingen er brutt", sum(one.ours.breaks for one in measured), 0),
        Bar("M11 tid mot å gjengi begge og lxml.html.diff", round(ours / theirs, 4), 1),
    ]


def _beside(measured: Sequence[Measured], size: float) -> None:
    """Print both engines side by side."""
    sides = [[one.ours for one in measured], [one.theirs for one in measured]]

    def row(name: str, count: Callable[[Sequence[Marked]], str]) -> tuple[str, ...]:
        return name, *map(count, sides)

    _table([
        ("  Ekte revisjoner", "avtaleverk", "lxml"),
        row("  godta gir den nye teksten", lambda side: str(sum(one.accepts for one in side))),
        row("  forkast gir den gamle", lambda side: str(sum(one.rejects for one in side))),
        row("  nøsting som ble brutt", lambda side: f"{sum(s.breaks for s in side)} av {sum(s.was_sound for s in side)}"),
        row("  merkede tegn mot det minste, median", lambda side: _of((one.share for one in side), median)),
        row("  merkede tegn mot det minste, verste tidel over", lambda side: _of((one.share for one in side), _tenth)),
        row("  merkede ord mot det minste, median", lambda side: _of((one.word_share for one in side), median)),
        row("  merkede ord mot det minste, verste tidel over", lambda side: _of((one.word_share for one in side), _tenth)),
        row("  MB i sekundet, med gjengivelse", lambda side: _number(size / sum(one.seconds for one in side))),
    ])  # fmt: skip
    check = sum(one.check_seconds for one in measured)
    _say(f"  Kontrollen (verify) tar {_number(check)} s for alle, {_number(size / check)} MB i sekundet, utenom dette.")


def _of(shares: Iterable[float | None], of: Callable[[list[float]], float]) -> str:
    known = [share for share in shares if share is not None]
    return _number(of(known)) if known else "–"


def _tenth(values: list[float]) -> float:
    return sorted(values)[int(_TENTH * len(values))]


def agreements(pair: Sequence[Path]) -> list[Bar]:
    """Measure M9 on two versions of an agreement."""
    if not all(path.is_file() for path in pair):
        _say("To avtaler er ikke oppgitt, så M9 er ikke målt.")
        return []
    old, new = pair
    rewrite = look(old, new)
    _say(f"{old.name} → {new.name}: {rewrite.places} steder med merke.")
    for words in rewrite.islands[:_SHOWN]:
        _say(f"  øy: «{words.strip()}»")
    return [
        Bar("M9 merker i en omskrevet avtale", rewrite.elements, _MOST_MARKS),
        Bar("M9 øyer på under tre ord", len(rewrite.islands), 0),
    ]


def seconds(rounds: int) -> list[Bar]:
    """Measure M11 on ordinary texts, on a long one, and on the hardest."""
    _say("Tid ut over gjengivelsen …")
    speed.measure(speed.ordinary(1)[0], rounds)
    usual = [1000 * speed.measure(pair, 3 * rounds).beyond for pair in speed.ordinary(5)]
    half, whole = (speed.measure(speed.long(words), rounds) for words in (_LONG_WORDS // 2, _LONG_WORDS))
    _say(f"  {_LONG_WORDS} ord: {_number(whole.rendering)} s gjengivelse, {_number(whole.whole)} s i alt")
    return [
        Bar("M11 1400 ord med vanlige endringer, ms", round(max(usual), 1), _ORDINARY_MS),
        Bar("M11 130 000 ord, endring i hvert femte avsnitt, s", round(whole.beyond, 2), _LONG_SECONDS),
        Bar("M11 dobbelt så mange ord, ganger tiden", round(whole.beyond / half.beyond, 2), _GROWTH),
        *_hardest(rounds),
    ]


def _hardest(rounds: int) -> list[Bar]:
    found = []
    halves = speed.hardest(0.5)
    for name, pair in speed.hardest().items():
        half, whole = speed.measure(halves[name], rounds), speed.measure(pair, rounds)
        growth = round(whole.beyond / half.beyond, 2)
        _say(f"  {name}: {_number(whole.rendering)} s gjengivelse, {_number(whole.whole)} s i alt")
        found.append(Bar(f"{name}, s", round(whole.beyond, 2), _HARDEST_SECONDS))
        found.append(Bar(f"{name}, ganger tiden ved dobling", growth, _GROWTH))
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Måler rødmerkingen, og viser den ved siden av lxml.html.diff.")
    parser.add_argument("revisjoner", type=Path, nargs="*", help="filer med ekte revisjoner (.jsonl)")
    parser.add_argument("--skript", type=int, default=1000, help="hvor mange skript som lages (1000)")
    parser.add_argument("--gjentak", type=int, default=3, help="hvor mange ganger hvert tidsmål tas (3)")
    names = ("GAMMEL", "NY")
    parser.add_argument("--to", type=Path, nargs=2, metavar=names, help="to versjoner av en avtale, for M9")
    options = parser.parse_args()
    missing = [str(path) for path in (*options.revisjoner, *(options.to or ())) if not path.is_file()]
    if missing:
        parser.error(f"finner ikke {', '.join(missing)}")
    options.gjentak, options.skript = max(1, options.gjentak), max(1, options.skript)
    return options


def main() -> int:
    """Measure, print the table, and return 1 where a bar is not met."""
    options = _options()
    paths = options.revisjoner or sorted((_SHARED / "revisjoner").glob("*.jsonl"))
    found = scripts(options.skript)
    found += revisions(paths, options.gjentak)
    found += agreements(options.to or (_AGREEMENTS / "2019.md", _AGREEMENTS / "2024.md"))
    found += seconds(options.gjentak)
    _say()
    _table([("Mål", "Målt", "Krav", ""), *(bar.row() for bar in found)])
    return 0 if all(bar.is_met for bar in found) else 1


if __name__ == "__main__":
    sys.exit(main())
