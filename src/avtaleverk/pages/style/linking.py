"""The card and the badge for the style page: of the first text in force, and of documents that have none."""

from dataclasses import dataclass

from avtaleverk.model.addresses import badge_address
from avtaleverk.model.documents import Document
from avtaleverk.pages.context import Context
from avtaleverk.pages.linking.badge import Badge, badge
from avtaleverk.pages.linking.card import Card, card

_HERE = "om/stil/"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a badge says, and the file that it is."""

    badge: Badge
    address: str


def _chosen(ctx: Context) -> list[Document]:
    """Return a document of each state that a card has, as far as the community has one."""
    every = list(ctx.corpus.all_documents())
    states = (ctx.in_force, lambda d: d.versions and not ctx.in_force(d), lambda d: not d.versions)
    return [d for has in states if (d := next(filter(has, every), None))]


def sample_cards(ctx: Context) -> list[Card]:
    """Return cards: real ones, and one made up that every community has."""
    made_up = Card("1", f"{ctx.t('Guideline')} 1", ctx.t("Card"), _HERE, None, has_text=True, language=None)
    return [*(card(ctx, d) for d in _chosen(ctx)), made_up]


def sample_badges(ctx: Context) -> list[Shown]:
    """Return the badges of the same documents."""
    return [Shown(badge(ctx, d), badge_address(ctx.addresses[d.folder])) for d in _chosen(ctx)]
