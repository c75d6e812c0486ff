"""What a rule is held up against: the structure of the day, since when it applied, and where its facts stand."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.organisation import Meeting
from avtaleverk.model.partial_date import PartialDate
from avtaleverk.model.structure import Body, Rule, RuleKind, Structure
from avtaleverk.organisation.rules.verdicts import Place

_MONTHS = 12


def last_day(moment: PartialDate | None) -> date:
    """Return the last day that a moment can mean; the beginning of time for a beginning that nobody states."""
    if moment is None:
        return date.min
    month = moment.month or _MONTHS
    return date(moment.year, month, moment.day or monthrange(moment.year, month)[1])


@dataclass(frozen=True, slots=True)
class Scope:
    """The structure in force on ``day``, and the corpus it is judged by."""

    corpus: Corpus
    structure: Structure
    day: date

    @property
    def start(self) -> date:
        """Return the first day on which the structure surely applied."""
        return last_day(self.structure.valid_from)

    def covered(self, rule: Rule) -> tuple[Body, ...]:
        """Return the bodies of the day that a rule holds for.

        Staff decides nothing and promises nothing, so a rule that names no bodies does not mean it.
        """
        return tuple(
            b for b in self.structure.bodies
            if rule.covers(b) and b.is_active(self.day) and (not b.staff or b.id in rule.bodies)
        )  # fmt: skip

    def since(self, kind: RuleKind, body: Body) -> date:
        """Return the first day from which a body has been bound by its rule without a break.

        What counts in years would never be full if each new structure began it anew, so the count goes back through the
        structures before as long as they have a rule of the kind for the same body with the same promises.
        """
        start = self.start
        before = [s for s in self.corpus.structures if s.starts < self.structure.starts]
        for structure in reversed(before):
            earlier = structure.body(body.id)
            if not earlier or _promises(earlier) != _promises(body):
                break
            if not any(r.kind is kind and r.covers(earlier) for r in structure.rules):
                break
            start = last_day(structure.valid_from)
        return max(start, body.active_from or date.min)

    def meetings(self, body_id: str) -> tuple[Meeting, ...]:
        """Return the meetings of a body, those that were cancelled left out, the oldest first."""
        return tuple(m for m in self.corpus.meetings if m.body == body_id and not m.is_cancelled)

    def meetings_within(self, body_id: str) -> tuple[Meeting, ...]:
        """Return the meetings that a body has held since the structure began."""
        return tuple(m for m in self.meetings(body_id) if self.start <= m.held <= self.day)

    def place(self, body: Body, field: str) -> Place:
        """Return where the structure says something about a body: at the body, else at its template."""
        source, index = self.structure.source, [b.id for b in self.structure.bodies].index(body.id)
        name = f"organer.{index}.{field}"
        of_template = f"maler.{body.template}.{field}"
        at = of_template if name not in source.lines and of_template in source.lines else name
        return Place(source.path, source.line(at), f"organer.{field}")


def _promises(body: Body) -> tuple[int | None, ...]:
    return body.meetings_per_year, body.term_years, body.extension_years
