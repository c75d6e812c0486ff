"""What was published before: addresses with their anchors, and where those lead that were taken away."""

from dataclasses import dataclass, field

from avtaleverk.model.addresses import own_address
from avtaleverk.model.source import Source


@dataclass(frozen=True, slots=True)
class Published:
    """An address that was published, from the site's root, with the anchors that were promised on its page."""

    address: str
    anchors: frozenset[str] = frozenset()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Forwarding:
    """A text that was taken away, from ``address`` or from ``anchor`` on its page.

    ``target`` is where the text lies now, from the site's root and perhaps with an anchor, None where it has no heir.
    ``explanation`` says so in words. What lay below the address was taken away with it.
    """

    address: str
    anchor: str
    target: str | None
    explanation: str
    source: Source
    line: int

    def covers(self, address: str) -> bool:
        """Say whether a page was taken away with this one."""
        above = f"{self.address.rstrip('/')}/"
        return not self.anchor and (
            address == self.address or address.startswith(above) or own_address(address).startswith(above)
        )
