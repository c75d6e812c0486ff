"""The pages of the handbook: what editors may want to do, and how each of it is done."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape

from markupsafe import Markup

from avtaleverk.model.addresses import HANDBOOK, handbook_picture_address, task_address
from avtaleverk.pages.context import Context
from avtaleverk.pages.handbook.examples import examples
from avtaleverk.pages.handbook.tasks import ANSWERED_IN, Task, answers, pictures, tasks
from avtaleverk.pages.text_html import prose_html
from avtaleverk.text.clauses import PREAMBLE

_NAME = re.compile(r"\{([a-z-]+)\}")
_FIGURE = re.compile(r'<p [^>]*class="ledd"><img src="([^"]+)" title="([^"]*)" alt="([^"]*)"[^>]*></p>')
_CODE = re.compile(r"<pre><code>(.*?)\n?</code></pre>", re.DOTALL)
_COMMAND = "avtaleverk "
# A word of a command, or an option with its value: no line breaks within it where there is room.
_WORD = re.compile(r'--[\w-]+(?: (?:"[^"]*"|(?!--)\S+))?|"[^"]*"|\S+')


@dataclass(frozen=True, slots=True)
class TaskLink:
    """A task as another page names it."""

    title: str
    address: str
    summary: str


def _link(ctx: Context, task: Task) -> TaskLink:
    return TaskLink(task.title, task_address(task.name), filled(ctx, task.summary))


def filled(ctx: Context, text: str) -> str:
    """Return a text of the handbook with the community's own names in it, as plain text."""
    return _NAME.sub(lambda m: examples(ctx).get(m[1], m[0]), text)


def groups(ctx: Context) -> list[tuple[str, str, list[TaskLink]]]:
    """Return the groups of tasks in the order of the handbook, each with its anchor and its name."""
    t = ctx.t
    names = {
        "start": t("Getting started"),
        "tekst": t("Write and revise"),
        "horing": t("Hearing"),
        "vedtak": t("Meetings and decisions"),
        "etter": t("After the decision"),
        "nettsted": t("The website"),
        "aret": t("Through the year"),
        "hjelp": t("When you need help"),
    }
    every = tasks(ctx.t.language)
    return [(key, name, [_link(ctx, task) for task in every if task.group == key]) for key, name in names.items()]


def handbook_html(ctx: Context) -> str:
    """Return the page that asks what the editor wants to do."""
    return ctx.render("handbok.html", HANDBOOK, groups=groups(ctx))


def task_html(ctx: Context, task: Task) -> str:
    """Return the page of one task."""
    order = tasks(ctx.t.language)
    page, named, place = task_address(task.name), {other.name: other for other in order}, order.index(task)
    group, siblings = next((words, links) for key, words, links in groups(ctx) if key == task.group)
    return ctx.render(
        "handbok-oppgave.html", page, task=_link(ctx, task), text=instructions_html(ctx, task.text, page),
        needs=[_link(ctx, named[name]) for name in task.needs], then=[_link(ctx, named[name]) for name in task.then],
        before=_link(ctx, order[place - 1]) if place else None,
        after=_link(ctx, order[place + 1]) if place + 1 < len(order) else None,
        group=group, siblings=siblings, handbook=HANDBOOK,
    )  # fmt: skip


def instructions_html(ctx: Context, text: str, page: str, preamble: str = PREAMBLE) -> Markup:
    """Return the text of a task: names are filled in last and escaped, so that none of them is read as Markdown.

    ``preamble`` begins the anchors of what stands before the first heading.
    """
    html = str(prose_html(ctx, text, page, preamble))
    html = _FIGURE.sub(lambda m: _figure(ctx, m, page), html)
    html = _CODE.sub(lambda m: _code(ctx, m[1]), html)
    values = {name: escape(value) for name, value in examples(ctx).items()}
    return Markup(_NAME.sub(lambda m: values.get(m[1], m[0]), html))  # noqa: S704 - rendered from our own text, values escaped


def _figure(ctx: Context, found: re.Match[str], page: str) -> str:
    """Return a picture, or what a command answered, with its caption."""
    name, caption, words = found[1], found[2], found[3]
    if name in answers():
        language = "" if ctx.t.language == ANSWERED_IN else ANSWERED_IN
        return ctx.render(
            "handbok-svar.html", page, answer=answers()[name], caption=unescape(caption), language=language
        )
    picture = pictures().get(name)
    # One that has not been taken yet: the tests that take it build pages like these.
    if not picture:
        return ""
    return ctx.render(
        "handbok-bilde.html", page, picture=picture, target=handbook_picture_address(name),
        caption=unescape(caption), words=unescape(words),
    )  # fmt: skip


def _code(ctx: Context, code: str) -> str:
    """Return a piece of code; a command can be copied, without the line break that would run it at once."""
    if not code.startswith(_COMMAND):
        return f'<pre class="handbok-fil"><code>{code}</code></pre>'
    words, code = escape(ctx.t("Copy the command")), _WORD.sub(r"<span>\g<0></span>", code)
    return f'<pre class="handbok-kommando"><code data-kopier="{words}">{code}</code></pre>'


def key_parts(ctx: Context) -> Mapping[str, str]:
    """Return what the handbook is made from: its texts, names, answers and the sizes of pictures."""
    sizes = repr([(p.name, p.width, p.height) for p in pictures().values()])
    return {**examples(ctx), "tekst": repr(tasks(ctx.t.language)), "svar": repr(answers()), "bilder": sizes}
