"""The deadlines of the law and of the texts in words, as tables and as sentences."""

from dataclasses import dataclass

from markupsafe import Markup

from avtaleverk.model.addresses import version_address
from avtaleverk.model.documents import Document
from avtaleverk.organisation.deadlines import Basis, Deadline, DeadlineKind, DeadlineState, deadlines
from avtaleverk.pages.context import Context


@dataclass(frozen=True, slots=True)
class StateView:
    """How it stands, as a chip: the pair of colours, the icon, and the words that say it without either."""

    tone: str
    icon: str
    words: str | Markup


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One text in the table of a duty; ``cells`` follow the columns of the table."""

    name: str
    address: str
    number: str
    state: StateView
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty with every text it holds for, the most urgent first; ``none`` is what to say where there is none."""

    id: str
    title: str
    meaning: str
    columns: tuple[str, ...]
    none: str
    rows: tuple[DeadlineRow, ...]


@dataclass(frozen=True, slots=True)
class UrgentView:
    """Something that was not done in time, in a sentence, with the place in the tables that has it.

    ``name`` is the text that the sentence begins with, "" where it counts several.
    """

    name: str
    address: str
    words: str
    duty: str


# From so many on, sentences about each text hide the rest of the page; the tables begin with them anyway.
_MANY = 5


# Colours and icons of the site for each state; the words differ as well.
_LOOKS = {
    DeadlineState.OVERDUE: ("historisk", "varsel"),
    DeadlineState.TOO_SHORT: ("historisk", "varsel"),
    DeadlineState.COMING: ("gjeldende", "historisk"),
    DeadlineState.LATE: ("utlopt", "gjeldende"),
    DeadlineState.NOT_STATED: ("utlopt", "info"),
    DeadlineState.IN_TIME: ("gjeldende", "gjeldende"),
}


def all_deadlines(ctx: Context) -> tuple[Deadline, ...]:
    """Return the deadlines of the day, counted once for all the pages that show them."""
    return ctx.once(("deadlines",), lambda: deadlines(ctx.corpus, ctx.day))


def duties(ctx: Context) -> list[Duty]:
    """Return the duties of §§ 6-4 and 6-5 and the texts with a last day, in the order of the law."""
    t = ctx.t
    found = all_deadlines(ctx)
    texts = (
        (DeadlineKind.SENDING, t("Sent to Helsedirektoratet (section 6-4)"), t("A copy is due within a month of the day the parties entered into the agreement."), (t("Entered into"), t("Deadline"), t("Sent")), t("No text is to be sent.")),
        (DeadlineKind.REVIEW, t("Gone through every year (section 6-5)"), t("The parties go through the agreement each year to see whether something should be mended or added."), (t("Last time"), t("Next time by")), t("No text is to be gone through.")),
        (DeadlineKind.NOTICE, t("Notice given (section 6-5)"), t("Notice of leaving an agreement is a year. Until then it applies as before."), (t("Notice given on"), t("Applies at least until"), t("Last day")), t("Nobody has given notice of leaving an agreement, as far as the texts here say.")),
        (DeadlineKind.EXPIRY, t("Texts with a last day"), t("These texts end by themselves. A new one must be approved before that."), (t("Last day"), t("The next text")), t("No text in force has a last day.")),
    )  # fmt: skip
    return [
        Duty(kind.value, title, meaning, columns, none, tuple(_row(ctx, d) for d in found if d.kind is kind))
        for kind, title, meaning, columns, none in texts
    ]


def urgent(ctx: Context) -> list[UrgentView]:
    """Return what was not done in time: a sentence for each text or, where they are many, for each duty."""
    found = [d for d in all_deadlines(ctx) if d.is_urgent]
    if len(found) < _MANY:
        return [
            UrgentView(ctx.name(d.document), ctx.addresses[d.document.folder], _sentence(ctx, d), d.kind.value)
            for d in found
        ]
    counts = [(kind, sum(d.kind is kind for d in found)) for kind in DeadlineKind]
    return [UrgentView("", "", _counted(ctx, kind, n), kind.value) for kind, n in counts if n]


def _counted(ctx: Context, kind: DeadlineKind, n: int) -> str:
    """Return how many texts are past a deadline."""
    t = ctx.t
    if kind is DeadlineKind.SENDING:
        return t.count("{n} text should have been sent to Helsedirektoratet. That it was sent is not stated.", "{n} texts should have been sent to Helsedirektoratet. That they were sent is not stated.", n)  # fmt: skip
    if kind is DeadlineKind.REVIEW:
        return t.count("{n} text should have been gone through. That it was is not stated.", "{n} texts should have been gone through. That they were is not stated.", n)  # fmt: skip
    if kind is DeadlineKind.NOTICE:
        return t.count("{n} agreement ends less than a year after notice was given.", "{n} agreements end less than a year after notice was given.", n)  # fmt: skip
    return t.count("{n} text has run out with no other in force after it.", "{n} texts have run out with no other in force after them.", n)  # fmt: skip


def state_view(ctx: Context, deadline: Deadline) -> StateView:
    """Return the chip of a deadline; days to come go along, so that a page built last week can count anew."""
    tone, icon = _LOOKS[deadline.state]
    return StateView(tone, icon, _words(ctx, deadline))


def sample_states(ctx: Context) -> list[StateView]:
    """Return a chip of each state, for the style page."""
    t = ctx.t
    words = {
        DeadlineState.OVERDUE: t("Past the deadline"),
        DeadlineState.COMING: t.days_left(30),
        DeadlineState.LATE: t("Done after the deadline"),
        DeadlineState.NOT_STATED: t("Not stated"),
        DeadlineState.IN_TIME: t("Done in time"),
    }
    return [StateView(*_LOOKS[state], said) for state, said in words.items()]


def _words(ctx: Context, deadline: Deadline) -> str | Markup:
    t = ctx.t
    left = deadline.days_left(ctx.day)
    if deadline.state is DeadlineState.COMING and deadline.due and left is not None:
        words = t.days_left(left)
        return Markup('<span data-frist="{}">{}</span>').format(deadline.due.isoformat(), words)
    ran_out = deadline.kind is DeadlineKind.EXPIRY
    return {
        DeadlineState.OVERDUE: t("Ran out") if ran_out else t("Past the deadline"),
        DeadlineState.TOO_SHORT: t("Too short notice"),
        DeadlineState.LATE: t("Done after the deadline"),
        DeadlineState.NOT_STATED: t("Not stated"),
        DeadlineState.IN_TIME: t("A year or more") if deadline.kind is DeadlineKind.NOTICE else t("Done in time"),
    }[deadline.state]


def _sentence(ctx: Context, deadline: Deadline) -> str:
    t, due = ctx.t, ctx.t.long_date(deadline.due)
    if deadline.kind is DeadlineKind.SENDING:
        return t("should have been sent to Helsedirektoratet by {day}. That it was sent is not stated.", day=due)
    if deadline.kind is DeadlineKind.REVIEW:
        return t("should have been gone through by {day}. That it was is not stated.", day=due)
    if deadline.kind is DeadlineKind.NOTICE:
        return t("ends on {day}, less than a year after notice was given.", day=t.long_date(deadline.done))
    if deadline.successor:
        return t("ran out on {day}. Version {number} is on its way.", day=due, number=deadline.successor)
    return t("ran out on {day}. No new text has been added.", day=due)


def _row(ctx: Context, deadline: Deadline) -> DeadlineRow:
    document, version = deadline.document, deadline.version
    address = ctx.addresses[document.folder]
    return DeadlineRow(
        ctx.name(document),
        address if ctx.in_force(document) is version else version_address(address, version.number),
        version.number,
        state_view(ctx, deadline),
        _cells(ctx, deadline),
    )


def _cells(ctx: Context, deadline: Deadline) -> tuple[str, ...]:
    t = ctx.t
    due, done, start = (t.short_date(day) for day in (deadline.due, deadline.done, deadline.start))
    if deadline.kind is DeadlineKind.SENDING:
        return _since(ctx, deadline), due, done
    if deadline.kind is DeadlineKind.REVIEW:
        return _since(ctx, deadline), due
    if deadline.kind is DeadlineKind.NOTICE:
        return start, due, done
    return due, _next_text(ctx, deadline)


def _next_text(ctx: Context, deadline: Deadline) -> str:
    number = deadline.successor
    return ctx.t("version {number}", number=number) if number else ctx.t("none added yet")


def _since(ctx: Context, deadline: Deadline) -> str:
    """Return the day that a deadline is counted from, with what happened then where it is not the thing itself."""
    t, day = ctx.t, ctx.t.short_date(deadline.start)
    if deadline.basis is Basis.ADOPTED:
        return t("{day} (adopted by the last party)", day=day)
    if deadline.basis is Basis.APPROVED:
        return t("{day} (approved)", day=day)
    if deadline.basis is Basis.SIGNED:
        return t("{day} (signed)", day=day)
    return day


def outside(ctx: Context, document: Document) -> str:
    """Return the sentence about an agreement that others have made: the duties above are not theirs."""
    version = ctx.in_force(document)
    approver = ctx.corpus.body_name(version.approved_by) if version and version.approved_by else ctx.t("not stated")
    return ctx.t("is approved by {body}. Sections 6-4 and 6-5 do not apply to it: what the text itself says of notice and review does.", body=approver)  # fmt: skip
