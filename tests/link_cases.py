"""The cases that the link watch is held to, in Python and in the browser alike."""

import json
from pathlib import Path
from typing import Any

from avtaleverk.site.link_address import host_of
from avtaleverk.site.link_watch import LinkData, Verdict, judge, read_link_data

TABLE: dict[str, Any] = json.loads(
    (Path(__file__).resolve().parent / "lenkevakt" / "tilfeller.json").read_text("utf-8")
)
FORMER: list[str] = TABLE["ogsa"]
DATA: LinkData = read_link_data(json.dumps(TABLE["data"]))
HOSTS = tuple(host_of(address) for address in (DATA.site, *FORMER))
FOLDERS = frozenset(address.split("/")[1] for address in DATA.entries) - {""}


def as_row(link: str, verdict: Verdict | None) -> dict[str, object]:
    """Return a verdict as the table has it; None for a link to another site."""
    if verdict is None:
        return {"lenke": link, "slag": None}
    return {
        "lenke": link, "slag": verdict.kind.value, "skriv": verdict.cure, "gjetning": verdict.is_guess,
        "punkt": verdict.point.value,
    }  # fmt: skip


def judged(link: str) -> dict[str, object]:
    return as_row(link, judge(link, DATA, FORMER))
