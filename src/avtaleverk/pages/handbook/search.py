"""The handbook as the search finds it: only where a reader asks for more than what is in force."""

from collections.abc import Iterator

from avtaleverk.model.addresses import task_address
from avtaleverk.pages.context import Context
from avtaleverk.pages.handbook.page import filled
from avtaleverk.pages.handbook.tasks import tasks
from avtaleverk.search.records import SearchRecord
from avtaleverk.text.plain import plain

# Staff look for texts, and editors know where the handbook is.
_WORTH = 0.4


def handbook_records(ctx: Context) -> Iterator[SearchRecord]:
    """Yield each task of the handbook."""
    for task in tasks(ctx.t.language):
        said = filled(ctx, f"{task.summary} {plain(ctx.texts.of(task.text).html)}")
        yield SearchRecord(
            task_address(task.name), "handbok", task.title, said, names=task.title, worth=_WORTH,
            filters={"type": ("handbok",)},
        )  # fmt: skip
