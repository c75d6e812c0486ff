"""What the plan holds of the handbook for editors: its pages and their pictures."""

from collections.abc import Iterator
from functools import partial

from avtaleverk.model.addresses import HANDBOOK, handbook_picture_address, task_address
from avtaleverk.pages.context import Context
from avtaleverk.pages.handbook.page import filled, handbook_html, key_parts, task_html
from avtaleverk.pages.handbook.tasks import pictures, tasks
from avtaleverk.site.plan import Page, SiteFile
from avtaleverk.text.store import fingerprint


def handbook_pages(ctx: Context, base: str) -> Iterator[Page]:
    """Yield the page that lists the tasks, and a page for each.

    ``base`` is the key of what every page depends on, such as what a reference to a guideline leads to. They tell no
    day themselves, so they are made again only when something else does.
    """
    key = fingerprint(base, "handbok", *key_parts(ctx).values())
    yield Page(HANDBOOK, ctx.t("Handbook for editors"), "handbok", key, partial(handbook_html, ctx), is_dated=False)
    for task in tasks(ctx.t.language):
        make = partial(task_html, ctx, task)
        yield Page(
            task_address(task.name), task.title, "handbok-oppgave", fingerprint(key, task.name), make,
            description=filled(ctx, task.summary), is_dated=False,
        )  # fmt: skip


def handbook_files() -> Iterator[SiteFile]:
    """Yield the pictures."""
    for picture in pictures().values():
        yield SiteFile(handbook_picture_address(picture.name), origin=picture.path)
