"""Structures made up by hypothesis: any bodies, answering to any, with names of any length."""

from datetime import date

from hypothesis import strategies as st

from avtaleverk.model.community import Side
from avtaleverk.model.source import Source
from avtaleverk.model.structure import Body, Each, Fellowship, Right, Seat, Structure

_WORDS = st.sampled_from(
    ["FSU", "–", "Barn og unge", "Samhandlingssekretariatet", "utvalg", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "Øst", "中文"]
)  # fmt: skip
NAMES = st.lists(_WORDS, min_size=1, max_size=9).map(" ".join)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def made(*bodies: Body, **rest: object) -> Structure:
    """Return a structure of these bodies."""
    return Structure("2024", None, None, bodies, Source("struktur.yml"), **rest)  # type: ignore[arg-type]


@st.composite
def structures(draw: st.DrawFn, most: int = 40) -> Structure:
    """Return a structure in which a body may answer to any other, itself and nobody included."""
    number = draw(st.integers(1, most))
    ids = [f"organ-{n}" for n in range(number)]
    fellowships = tuple(Fellowship(f"felles-{n}", draw(NAMES)) for n in range(draw(st.integers(0, 3))))
    any_fellowship = st.sampled_from([None, *(f.id for f in fellowships)])

    def body(body_id: str) -> Body:
        staff = draw(st.integers(0, 5)) == 0
        return Body(
            body_id, draw(NAMES), None if staff else draw(st.integers(1, 3)), staff=staff,
            above=draw(st.one_of(st.none(), st.sampled_from(ids[:5]), st.sampled_from([*ids, "ukjent"]))),
            community=draw(any_fellowship), is_temporary=draw(st.booleans()),
            active_from=draw(st.one_of(st.none(), DAYS)), active_until=draw(st.one_of(st.none(), DAYS)),
        )  # fmt: skip

    return made(*map(body, ids), fellowships=fellowships)


seats = st.lists(
    st.builds(
        Seat,
        role=NAMES,
        side=st.sampled_from(Side),
        count=st.one_of(st.none(), st.integers(1, 30)),
        each=st.one_of(st.none(), st.sampled_from(Each)),
        right=st.sampled_from(Right),
        area=st.sampled_from([None, "nord", "ukjent"]),
    ),
    max_size=12,
).map(tuple)
