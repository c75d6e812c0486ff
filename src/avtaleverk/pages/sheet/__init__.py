"""The style of every page: one file to those who read it, a part for each matter to those who change it."""

from pathlib import Path

SHEET = "assets/avtaleverk.css"
# What a later part says of the same goes before what an earlier one says: paper has the last word.
_PARTS = ("grunn", "tekst", "sider", "endringer", "trykk")


def sheet() -> str:
    """Return the whole style sheet."""
    return "".join((Path(__file__).parent / f"{part}.css").read_text("utf-8") for part in _PARTS)
