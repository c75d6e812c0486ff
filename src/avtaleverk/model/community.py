"""The community itself: its parties, and who may approve what."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath

from avtaleverk.model.source import Source


class Side(StrEnum):
    """Which side of the table a party or a seat belongs to."""

    MUNICIPALITY = "kommune"
    TRUST = "helseforetak"
    BOTH = "begge"
    GP = "fastlege"
    USER = "bruker"
    UNION = "tillitsvalgt"
    OBSERVER = "observatør"


@dataclass(frozen=True, slots=True)
class Party:
    """A municipality or the health trust (``part``)."""

    id: str
    name: str
    side: Side


@dataclass(frozen=True, slots=True)
class ApprovalRule:
    """One line of ``godkjenning``: the body that approves the documents a pattern names.

    ``ratified_by`` lists the parties that must adopt the text before it applies
    (empty: the approving body's decision is enough).
    """

    pattern: str
    body: str
    ratified_by: tuple[str, ...] = ()

    def covers(self, folder: str) -> bool:
        """Say whether the pattern names this very folder (``*`` stays within one level)."""
        path, pattern = PurePosixPath(folder), PurePosixPath(self.pattern)
        return len(path.parts) == len(pattern.parts) and path.match(self.pattern)


@dataclass(frozen=True, slots=True)
class ExternalBody:
    """A body outside the structure that approves something, such as the government and KS."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Secretariat:
    """The office that readers can write to."""

    name: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class YearlyTask:
    """Something that comes back every year (``arshjul``): in which month, by which body, by which clause."""

    title: str
    month: int
    body: str | None = None
    legal_basis: str | None = None


@dataclass(frozen=True, slots=True)
class Publishing:
    """Where the site is published (``publisering``), where readers find it there, and how many editions are kept.

    ``formats`` are the kinds of file that its texts are to be had as, by name.
    """

    target: str
    address: str | None = None
    keep: int | None = None
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Community:
    """One hospital trust and its municipalities (``helsefellesskap.yml``).

    ``notice`` is shown on every page; ``minimum_hearing_days`` is the shortest hearing that the
    community has promised its parties, in days. ``license`` is the address of the terms that its data are shared on.
    """

    name: str
    short_name: str
    address: str
    language: str
    parties: tuple[Party, ...]
    approval: tuple[ApprovalRule, ...]
    external_bodies: tuple[ExternalBody, ...]
    secretariat: Secretariat | None
    minimum_hearing_days: int | None
    notice: str | None
    source: Source
    yearly: tuple[YearlyTask, ...] = ()
    license: str | None = None
    # No page shows it, so that none is made anew where it changes.
    publishing: Publishing | None = field(default=None, repr=False)

    @property
    def municipalities(self) -> tuple[Party, ...]:
        """Return the parties that are municipalities."""
        return tuple(p for p in self.parties if p.side is Side.MUNICIPALITY)

    def rule_for(self, folder: str) -> ApprovalRule | None:
        """Return the first rule for a document; an attachment follows its guideline."""
        for rule in self.approval:
            if rule.covers(folder):
                return rule
        parent, _, _ = folder.partition("/vedlegg/")
        return self.rule_for(parent) if parent != folder else None

    def party(self, party_id: str) -> Party | None:
        """Return the party with this id, if there is one."""
        return next((p for p in self.parties if p.id == party_id), None)
