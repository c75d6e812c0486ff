"""Before and after in every state, for the style page: made up, since few structures differ in everything."""

from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.structure_views import Row


def sample_rows(ctx: Context) -> tuple[Row, ...]:
    """Return something that changed, a seat that came, and a task that went."""
    t = ctx.t
    return (
        Row(t("Meetings a year"), "2", "4", t("not stated")),
        Row(t("Seat: {role}", role=t("user").capitalize()), "", "2", t("not mentioned")),
        Row(t("Task"), t("Read the proposal"), "", t("not mentioned")),
    )
