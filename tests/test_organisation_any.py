"""Whatever a community has decided, met about and sent out, every page of its site is whole."""

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from organisation_corpus import TODAY, corpora, days
from whole_site import faults

from avtaleverk.corpus.checks import check
from avtaleverk.corpus.known import Known
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.findings import errors
from avtaleverk.organisation.annual import annual_record
from avtaleverk.organisation.annual_data import as_data
from avtaleverk.organisation.checks import check_day
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.annual_report import annual_report
from avtaleverk.site.build_plan import build_plan
from avtaleverk.text import TextStore

TEXTS = TextStore()
some = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
any_day = st.just(TODAY) | days


@some
@given(corpora(), any_day)
def test_every_site_is_whole(corpus: Corpus, day: date) -> None:
    """One heading above all others, every link leads somewhere, nothing hostile gets through, calendars can be read."""
    assume(not errors(check(Known(corpus, frozenset()))))
    assert faults(build_plan(corpus, Path(), day, TEXTS)) == []


@settings(some, max_examples=60)
@given(corpora(), any_day, st.integers(1900, 9999))
def test_every_day_can_be_judged_and_every_year_told(corpus: Corpus, day: date, year: int) -> None:
    """Rules and deadlines are judged, and a report is written, of any organisation on any day."""
    assume(not errors(check(Known(corpus, frozenset()))))
    for finding in check_day(corpus, day):
        assert finding.path
        assert finding.line
    record = annual_record(corpus, min(year, day.year), day)
    assert as_data(record)
    assert annual_report(Context(corpus, day, TEXTS), record)
