"""Tells who approved what, and whether anything was altered since, as lines for a terminal and as data for a program."""

from collections.abc import Iterator

from avtaleverk.engines.lock_signing import Verdict
from avtaleverk.history.chain import Approval
from avtaleverk.model.findings import errors

_UNKNOWN = "ikke oppgitt"


def told(verdict: Verdict) -> Iterator[str]:
    """Yield the table of approvals, then what is known of the lock as a whole."""
    rows = [("tekst", "godkjent av", "dato", "låst", "signert av"), *map(_row, verdict.approvals)]
    if verdict.approvals:
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        yield from (
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
        )
        yield ""
    if not errors(verdict.findings):
        texts = len(verdict.approvals)
        yield f"{texts} {'vedtatt tekst' if texts == 1 else 'vedtatte tekster'}, og ingen er endret siden de ble låst."
    if not verdict.signatures:
        yield "Låsen er ikke signert. Den som kan skrive i mappa, kan ha skrevet den på nytt."
    elif unsigned := sum(not row.signed_by for row in verdict.approvals):
        yield f"{unsigned} av dem er ikke dekket av noen signatur. Kjør avtaleverk lås --signer NØKKEL."


def as_data(verdict: Verdict) -> dict[str, object]:
    """Return it under the names that ``--json`` promises."""
    return {
        "hode": verdict.head or None,
        "tekster": [row.as_dict() for row in verdict.approvals],
        "signaturer": [{"hvem": s.who, "dag": s.day.isoformat(), "hode": s.head} for s in verdict.signatures],
        "funn": [finding.as_dict() for finding in verdict.findings],
    }


def _row(approval: Approval) -> tuple[str, ...]:
    facts = (approval.approved_by, approval.approved, approval.since)
    signed = ", ".join(approval.signed_by) or "ingen"
    return (f"{approval.folder} {approval.number}", *(fact or _UNKNOWN for fact in facts), signed)
