"""The page, or the note on a page, that says where a text went that was taken away."""

from dataclasses import dataclass

from avtaleverk.pages.context import Context


@dataclass(frozen=True, slots=True)
class MovedNote:
    """What a page says to those who come by the anchor of something that it does not have any more.

    ``below`` are the anchors of what stood within it, some of which the page may still have.
    ``target`` is the address that it leads to, with ``title`` as the words of the link; both are "" without an heir.
    """

    anchor: str
    explanation: str
    target: str = ""
    title: str = ""
    below: tuple[str, ...] = ()


def taken_away_title(ctx: Context, note: MovedNote) -> str:
    """Return the heading of the page that stands where a text was."""
    return ctx.t("The text has moved" if note.target else "The text has been taken away")


def taken_away_html(ctx: Context, note: MovedNote, page: str) -> str:
    """Return the page at address ``page``, which went with what ``note`` tells of."""
    return ctx.render(
        "tatt-bort.html", page, title=taken_away_title(ctx, note), explanation=note.explanation,
        target=note.target, target_title=note.title,
    )  # fmt: skip
