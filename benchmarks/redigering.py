"""Norwegian agreements and the edits that a secretary makes to them, with all that is true of the two texts.

Run ``python benchmarks/redigering.py 7`` to see the old and the new text of script 7 and what was done.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

import redigering_bygning as build
import redigering_tabell as tables
import redigering_tekst as texts
from redigering_dokument import write_document
from redigering_fasit import Truth, find_truth
from redigering_modell import Document, Kind, is_sound, numbers, render
from redigering_ord import Maker
from redigering_tekst import Edit
from redigering_tvil import has_lookalikes, is_plain

EDITS: dict[str, Edit] = {
    "omformulert": texts.reword,
    "ett ord endret": texts.change_word,
    "tall eller dato endret": texts.change_number,
    "ord satt inn": texts.insert_word,
    "ord slettet": texts.delete_word,
    "setning satt inn": texts.insert_sentence,
    "setning slettet": texts.delete_sentence,
    "avsnitt satt inn": build.insert_paragraph,
    "tekst satt inn": build.insert_text,
    "avsnitt slettet": build.delete_paragraph,
    "punkt satt inn": build.insert_section,
    "punkt slettet": build.delete_section,
    "punkt flyttet": build.move_section,
    "avsnitt flyttet": build.move_paragraph,
    "listepunkt flyttet": build.move_item,
    "listepunkt flyttet og endret": build.move_and_edit_item,
    "listepunkt lagt til": build.add_item,
    "listepunkt fjernet": build.remove_item,
    "underpunkt lagt til": build.add_nested,
    "underpunkt fjernet": build.remove_nested,
    "rad lagt til": tables.add_row,
    "rad fjernet": tables.remove_row,
    "kolonne lagt til": tables.add_column,
    "kolonne fjernet": tables.remove_column,
    "celle endret": tables.edit_cell,
    "avsnitt delt": build.split_paragraph,
    "avsnitt slått sammen": build.join_paragraphs,
    "listepunkt delt": build.split_item,
    "punkt delt": build.split_point,
    "ord uthevet": texts.embolden,
    "lenkemål endret": texts.change_link,
    "overskrift endret": texts.change_title,
    "nivå endret": build.change_level,
    "omnummerert": texts.renumber,
    "tegnsetting": texts.typography,
}
# What must fulfil much to be possible is tried more often.
_OFTEN = {"punkt flyttet": 5, "listepunkt flyttet": 3, "listepunkt flyttet og endret": 4, "nivå endret": 3}
_MOST = 12
_SINGLE = 0.3
_TRIES = 400


@dataclass(frozen=True, slots=True)
class Script:
    """Two texts in Markdown, the names of the edits between them, and the truth about it."""

    seed: int
    before: Document
    after: Document
    edits: tuple[tuple[str, str], ...]
    truth: Truth

    @property
    def old(self) -> str:
        """Return the old text."""
        return render(self.before)

    @property
    def new(self) -> str:
        """Return the new text."""
        return render(self.after)

    def numbers(self) -> tuple[list[str], list[str]]:
        """Return the number of each block, of both texts."""
        return numbers(self.before), numbers(self.after)


def make_script(seed: int, only: str = "") -> Script:
    """Return the script of a seed: one edit in three of ten, else up to twelve. ``only`` asks for one kind of edit."""
    random = Random(seed)
    for _ in range(_TRIES):
        maker = Maker(random)
        before = write_document(maker)
        if not is_sound(before) or not any(block.kind is Kind.HEADING for block in before.blocks):
            continue
        single = only or random.random() < _SINGLE
        wanted = 1 if single else random.randint(2, _MOST)
        script = _edited(seed, before, maker, wanted, [only] if only else _weighted())
        if script:
            return script
    message = f"Ingen endring av slaget «{only}» passet."
    raise AssertionError(message)


def make_scripts(count: int, first: int = 1, only: str = "") -> Iterator[Script]:
    """Yield ``count`` scripts, from the seed ``first`` on."""
    return map(partial(make_script, only=only), range(first, first + count))


def _weighted() -> list[str]:
    return [name for name in EDITS for _ in range(_OFTEN.get(name, 1))]


def _edited(seed: int, before: Document, maker: Maker, wanted: int, names: list[str]) -> Script | None:
    """Make ``wanted`` edits, leaving out those whose outcome nobody could be sure of."""
    now, made = before, list[tuple[str, str]]()
    for _ in range(10 * wanted):
        if len(made) == wanted:
            break
        name = maker.pick(names)
        edited = EDITS[name](now, maker)
        if edited and is_sound(edited.document) and is_plain(before, edited.document):
            now = edited.document
            made.append((name, edited.what))
    truth = find_truth(before, now)
    return Script(seed, before, now, tuple(made), truth) if made and not has_lookalikes(before, now, truth) else None


def main() -> None:
    """Show one script."""
    parser = argparse.ArgumentParser(description="Viser en tekst og en redigering av den.")
    parser.add_argument("fro", type=int, help="tallet alt trekkes fra")
    parser.add_argument("--bare", default="", choices=["", *EDITS], help="bare én endring, av dette slaget")
    options = parser.parse_args()
    script = make_script(options.fro, options.bare)
    for name, what in script.edits:
        print(f"{name}: {what}")
    print(f"\n{script.old}\n{'=' * 80}\n\n{script.new}")


if __name__ == "__main__":
    main()
