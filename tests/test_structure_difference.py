"""Two structures compared: followed through those between, marked by the engine, told body by body."""

from dataclasses import replace
from datetime import date

import pytest
from history_corpus import html_at, plain, plan_of
from structure_pairs import DAY, FIRST, PROPOSED, SECOND, THIRD, body, part, structure, with_structures, words_of

from avtaleverk.model.addresses import STRUCTURE_HISTORY
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.partial_date import PartialDate
from avtaleverk.model.structure import StructureProposal
from avtaleverk.organisation.structures.kinship import adopted_after, base, compared_pairs, way
from avtaleverk.organisation.structures.proposals import Uptake, outcomes
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.structure_difference import text_of
from avtaleverk.pages.organisation.structure_views import Comparison
from avtaleverk.redline import compare
from avtaleverk.site.plan import Plan
from avtaleverk.text import TextStore


@pytest.fixture(scope="module")
def known() -> Corpus:
    """Return a corpus with two fellowships, their merger, a proposal that did not come, and what came."""
    return with_structures(FIRST, SECOND, THIRD, PROPOSED)


@pytest.fixture(scope="module")
def plan(known: Corpus) -> Plan:
    return plan_of(change=known, day=DAY)


@pytest.fixture(scope="module")
def ctx(known: Corpus) -> Context:
    return Context(known, DAY, TextStore())


# --- which belongs to which ---------------------------------------------------------------------------------------


def test_what_a_structure_is_held_against(known: Corpus) -> None:
    """Each against the one before; a proposal against what was in force when it was made, and what was adopted next."""
    assert [base(known, s) for s in (FIRST, SECOND, PROPOSED, THIRD)] == [None, FIRST, SECOND, SECOND]
    assert adopted_after(known, PROPOSED) is THIRD
    assert way(known, FIRST, THIRD) == (FIRST, SECOND, THIRD)
    assert way(known, PROPOSED, THIRD) == (PROPOSED, SECOND, THIRD)
    assert way(known, THIRD, PROPOSED) == (THIRD, SECOND, PROPOSED)


def test_any_two_are_compared_the_older_one_first(known: Corpus) -> None:
    """So that no address dies when another structure takes over."""
    pairs = [(old.id, new.id) for old, new in compared_pairs(known)]
    assert pairs == [
        ("for-2022", "2022"),
        ("for-2022", "2024-03-01-forslag"),
        ("for-2022", "2024-09-26"),
        ("2022", "2024-03-01-forslag"),
        ("2022", "2024-09-26"),
        ("2024-03-01-forslag", "2024-09-26"),
    ]


def test_a_structure_before_the_first_has_nothing_to_be_held_against() -> None:
    """One structure alone is compared with nothing; nor is a proposal made before there was any."""
    early = replace(PROPOSED, proposal=StructureProposal(date(2019, 1, 1), None, None))
    assert compared_pairs(with_structures(SECOND)) == ()
    assert base(with_structures(SECOND, early), early) is None


def test_a_proposal_that_came_in_part() -> None:
    """Of two meetings more and another name, one came."""
    both = replace(PROPOSED, bodies=(body("topp", "Møtet", 1, meetings_per_year=4), *SECOND.bodies[1:]))
    found = outcomes(with_structures(SECOND, THIRD, both), both)
    assert found is not None
    assert [o.uptake for o in found[1]] == [Uptake.PART]


def test_more_words_are_no_change() -> None:
    """A body of which only the newer structure says how often it meets has not changed by that."""
    old = structure("2022", body("a"))
    new = structure("2024-09-26", body("a", meetings_per_year=4))
    ctx = Context(with_structures(old, new), DAY, TextStore())
    assert Comparison(ctx, old, new).brief() == ["Mer er oppgitt om a."]
    assert Comparison(ctx, new, old).brief() == ["Mindre er oppgitt om a."]


# --- two compared -------------------------------------------------------------------------------------------------


def test_the_text_is_marked_by_the_engine_and_checked(ctx: Context, plan: Plan) -> None:
    """The marks on the page are those of a redline whose accept and reject give back the two structures."""
    texts = text_of(ctx, SECOND), text_of(ctx, THIRD)
    compare(*texts).verify()
    html = html_at(plan, "organisasjon/endringer/2022-til-2024-09-26/")
    marked = "".join(ctx.comparisons.marked(*texts).rows)
    assert marked in html
    assert marked.count("<ins>") > 3
    assert marked.count("<del>") > 1
    assert 'class="rm-skjult"' in marked


def test_before_and_after_stand_beside_one_another(plan: Plan) -> None:
    """A seat that changed, one that came, a task that went; with words for who cannot see red."""
    html = html_at(plan, "organisasjon/endringer/2022-til-2024-09-26/")
    words = plain(part(html, 'id="endring-ssu"', "</section>"))
    assert "Sete: Lege slettet: fastlege, 2 lagt til: fastlege, 1" in words
    assert "Sete: Bruker ikke nevnt lagt til: bruker, 1" in words
    assert "Oppgave slettet: Drøfter ikke nevnt" in words
    assert "endret" in words


def test_the_chart_bears_the_marks(plan: Plan) -> None:
    """New, split, changed; what went stands struck through."""
    html = html_at(plan, "organisasjon/endringer/2022-til-2024-09-26/")
    for mark in ("nytt", "delt", "endret", "borte"):
        assert f"kart-organ--{mark}" in html
    merged = html_at(plan, "organisasjon/endringer/for-2022-til-2022/")
    assert "kart-organ--samlet" in merged


def test_a_line_for_several_bodies_is_not_told_as_gone(ctx: Context) -> None:
    """Where one line stood for all working groups, naming them takes nothing away."""
    old = replace(SECOND, bodies=(*SECOND.bodies[:2], replace(SECOND.bodies[2], is_collective=True)))
    comparison = Comparison(Context(with_structures(old, THIRD), DAY, TextStore()), old, THIRD)
    assert comparison.gone() == ()
    assert [b.id for b in Comparison(ctx, SECOND, THIRD).gone()] == ["fsu"]


def test_a_proposal_is_told_as_one(plan: Plan) -> None:
    """What is proposed is not told as if it had happened, and what came is held against it."""
    words = words_of(plan, "organisasjon/endringer/2022-til-2024-03-01-forslag/")
    assert "Dette er et forslag og gjelder ikke." in words
    assert "Det er foreslått å dele Utvalget i" in words
    after = words_of(plan, "organisasjon/endringer/2024-03-01-forslag-til-2024-09-26/")
    assert "Der forslaget har Utvalget i nedre og Utvalget i øvre, har strukturen Utvalget." in after


def test_a_proposal_is_not_told_to_have_proposed_what_had_happened(plan: Plan) -> None:
    """Beside a structure long before its own base, it is only held against it."""
    words = words_of(plan, "organisasjon/endringer/for-2022-til-2024-03-01-forslag/")
    assert "Der den eldre har Utvalget i nedre og Utvalget i øvre, har den nyere Toppmøtet." in words
    assert "Det er foreslått" not in words


def test_bodies_are_followed_over_several_structures(plan: Plan) -> None:
    """The two of long ago are found in the body of today."""
    words = words_of(plan, "organisasjon/endringer/for-2022-til-2024-09-26/")
    assert "Utvalget i nedre og Utvalget i øvre er slått sammen til Toppmøtet." in words


def test_what_is_noted_stands_beside_what_it_is_noted_of(plan: Plan) -> None:
    """A note tells how far the lines can be trusted; it is no line itself, and not in the marked text."""
    html = html_at(plan, "organisasjon/endringer/2022-til-2024-09-26/")
    assert "Faggruppa (strukturen fra 2022): Linjen står for alle faggruppene." in plain(html)
    assert "Linjen står" not in part(html, '<div class="rm-tekst"', "</article>")


def test_equal_structures_say_so() -> None:
    """A new file with the same bodies shows no marks and no empty tables."""
    again = replace(SECOND, id="2023", valid_from=PartialDate(2023))
    plan = plan_of(change=with_structures(SECOND, again), day=DAY)
    html = html_at(plan, "organisasjon/endringer/2022-til-2023/")
    assert "De to strukturene sier det samme." in plain(html)
    assert "<ins>" not in html
    turned = replace(
        again, bodies=(again.bodies[0], replace(again.bodies[1], seats=again.bodies[1].seats[::-1]), again.bodies[2])
    )
    other = plan_of(change=with_structures(SECOND, turned), day=DAY)
    assert "Bare rekkefølgen er en annen." in words_of(other, "organisasjon/endringer/2022-til-2023/")


def test_equal_bodies_that_changed_alike_stand_together(ctx: Context) -> None:
    """Bodies of one template are told of once."""
    later = replace(THIRD, id="2026", valid_from=PartialDate(2026), bodies=tuple(
        replace(b, meetings_per_year=6) if b.template else b for b in THIRD.bodies
    ))  # fmt: skip
    views = Comparison(ctx, THIRD, later).views()
    assert [(v.title, [r.new for c in v.compared for r in c.rows]) for v in views] == [
        ("Faggruppe 1 og Faggruppe 2", ["6"])
    ]


def test_the_pages_speak_nynorsk(known: Corpus) -> None:
    """All words but those of the files are in the language of the community."""
    nynorsk = replace(known, community=replace(known.community, language="nn"))
    plan = plan_of(change=nynorsk, day=DAY)
    assert "Kva som er endra frå strukturen frå 2022" in words_of(plan, STRUCTURE_HISTORY)
    words = words_of(plan, "organisasjon/endringer/2022-til-2024-09-26/")
    assert "Oppgåve" in words
    assert "Oppgave" not in words
