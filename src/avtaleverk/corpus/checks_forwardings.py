"""Whether what is said of texts that were taken away can be true: no address twice, none in use, no ring."""

from collections.abc import Iterator, Mapping

from avtaleverk.corpus.read_forwardings import FORWARDINGS
from avtaleverk.model.findings import Finding
from avtaleverk.model.permalinks import Forwarding


def check_forwardings(forwardings: tuple[Forwarding, ...], taken: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is wrong with them; ``taken`` has the addresses in use with what has each."""
    seen: dict[tuple[str, str], Forwarding] = {}
    for one in forwardings:
        if first := seen.get((one.address, one.anchor)):
            hint = f"Behold bare én av dem (den første står på linje {first.line})"
            yield _fault(one, "fra", f"Adressen {written(one)} står to ganger", hint)
        elif not one.anchor and (owner := taken.get(one.address)):
            hint = "Ta bort linja. Er bare et punkt borte, skriver du punktet bak adressen, som #pkt-2"
            yield _fault(one, "fra", f"Adressen {written(one)} er i bruk av {owner}", hint)
        elif leads_in_a_ring(one, forwardings):
            hint = "Skriv adressen til en side som finnes, eller ta bort til:"
            yield _fault(one, "til", f"Adressen {written(one)} leder tilbake til seg selv", hint)
        seen.setdefault((one.address, one.anchor), one)


def written(forwarding: Forwarding) -> str:
    """Return the address as an editor writes it."""
    return f"/{forwarding.address}" + (f"#{forwarding.anchor}" if forwarding.anchor else "")


def leads_in_a_ring(forwarding: Forwarding, all_: tuple[Forwarding, ...]) -> bool:
    """Say whether who follows a forwarding, from address to address, comes back to it."""
    by_address = {written(f).lstrip("/"): f for f in all_}
    here: Forwarding | None = forwarding
    for _ in all_:
        here = by_address.get(here.target or "") if here else None
        if here is forwarding:
            return True
    return False


def _fault(forwarding: Forwarding, field: str, message: str, hint: str) -> Finding:
    return Finding(FORWARDINGS, forwarding.source.line(field) or forwarding.line, field, message, hint)
