"""A folder to try the verbs on: one proposal that was heard, and an agreement on its way through eighteen parties."""

from pathlib import Path

from party_corpus import AGREEMENT, GUIDELINE, PARTIES, version, write

from avtaleverk.cli import main

__all__ = ["AGREEMENT", "DECISION", "GUIDELINE", "PARTIES", "PROPOSAL", "changed", "folder", "run", "state"]

PROPOSAL = f"{GUIDELINE}/3.0.md"
DECISION = ("vedta", "1", "--organ", "utvalget", "--dato", "2026-03-20")
HEARD = "horing: {fra: 2026-01-05, frist: 2026-03-01}  # etter møtet i SSU\nendringer: Kortere frist for varsel\n"


def folder(root: Path, files: dict[str, str] | None = None) -> Path:
    """Write the folder; ``files`` are laid over it by path, "" takes one away."""
    no_meeting = {"organisasjon/moter/2026-12-09-utvalget.md": "", f"{GUIDELINE}/4.0.md": ""}
    return write(root, {PROPOSAL: version("3.0", HEARD, 12), **no_meeting, **(files or {})})


def run(root: Path, *words: str) -> int:
    """Run a command on the folder, as a script would."""
    return main([*words, "--rot", str(root)])


def state(root: Path) -> dict[str, str]:
    """Return every file of the folder with its text."""
    return {
        p.relative_to(root).as_posix(): p.read_bytes().decode("utf-8", "replace")
        for p in sorted(root.rglob("*"))
        if p.is_file()
    }


def changed(before: dict[str, str], root: Path) -> set[str]:
    """Return the paths of the files that came, went, or are others."""
    after = state(root)
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
