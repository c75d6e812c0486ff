"""What an editor should know about the day: rules that were broken, and deadlines of the law that have passed."""

from collections.abc import Iterator
from datetime import date

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.findings import Finding, Severity
from avtaleverk.organisation.law_checks import check_law
from avtaleverk.organisation.rules.findings import told
from avtaleverk.organisation.rules.judge import judge
from avtaleverk.organisation.rules.verdicts import Breach, Verdict


def check_day(corpus: Corpus, day: date) -> Iterator[Finding]:
    """Yield the warnings that depend on the day; nothing here ever stops a build."""
    yield from check_rules_kept(corpus, day)
    yield from check_law(corpus, day)


def check_rules_kept(corpus: Corpus, day: date) -> Iterator[Finding]:
    """Yield a warning for each breach of a rule; what cannot be judged gives none.

    Equal bodies that break a rule in the same line of their template are one finding.
    """
    for verdict in judge(corpus, day):
        for breach, bodies in alike(verdict):
            names = [corpus.body_name(b) for b in bodies]
            field, message, hint = told(corpus, verdict, breach, names)
            place = breach.place
            yield Finding(place.path, place.line, field, message, hint, Severity.WARNING)


def alike(verdict: Verdict) -> list[tuple[Breach, list[str]]]:
    """Return each breach with the ids of the bodies that share it word for word."""
    found: dict[Breach, list[str]] = {}
    for judgement in verdict.judgements:
        for breach in judgement.breaches:
            found.setdefault(breach, []).append(judgement.body)
    return list(found.items())
