"""Who sits in a body: counted from the parties where the files say so, and never guessed."""

from hypothesis import given, settings
from hypothesis import strategies as st
from structures import made, seats

from avtaleverk.model.community import Community, Party, Side
from avtaleverk.model.source import Source
from avtaleverk.model.structure import Area, Body, Each, Right, Seat
from avtaleverk.organisation.drawing.arc import STEP, arc
from avtaleverk.organisation.seats import by_side, counted, members, participants

MUNICIPALITIES = tuple(Party(f"k-{n}", f"Kommune {n}", Side.MUNICIPALITY) for n in range(17))
COMMUNITY = Community(
    "Prøve", "prove", "https://prove.example/", "nb", (Party("hf", "Sykehuset", Side.TRUST), *MUNICIPALITIES),
    (), (), None, None, None, Source("helsefellesskap.yml"),
)  # fmt: skip
AREAS = (Area("nord", "Nord", ("k-1", "k-2", "hf")), Area("sor", "Sør"))


def body(*lines: Seat) -> Body:
    return Body("utvalg", "Utvalget", 1, seats=lines)


def test_one_for_each_is_counted_from_the_parties() -> None:
    """«Én per kommune» is seventeen where seventeen municipalities are parties, «én per part» one more."""
    structure = made(areas=AREAS)
    assert counted(Seat("Ordfører", Side.MUNICIPALITY, None, Each.MUNICIPALITY), structure, COMMUNITY) == 17
    assert counted(Seat("Medlem", Side.BOTH, None, Each.PARTY), structure, COMMUNITY) == 18


def test_within_an_area_only_its_own_count() -> None:
    """A seat for each municipality of an area counts those of the area, and not the trust."""
    seat = Seat("Deltaker", Side.MUNICIPALITY, None, Each.MUNICIPALITY, area="nord")
    assert counted(seat, made(areas=AREAS), COMMUNITY) == 2


def test_an_area_without_parties_gives_no_number() -> None:
    """Where nobody says which municipalities belong to an area, the number is not stated."""
    seat = Seat("Deltaker", Side.MUNICIPALITY, None, Each.MUNICIPALITY, area="sor")
    assert counted(seat, made(areas=AREAS), COMMUNITY) is None


def test_members_are_those_who_decide() -> None:
    """Observers and those who only speak are not counted among them, but the speakers take part."""
    mayor = Seat("Ordfører", Side.MUNICIPALITY, None, Each.MUNICIPALITY, right=Right.SPEAK)
    watcher = Seat("KS", Side.OBSERVER, 2, right=Right.SPEAK)
    utvalg = body(mayor, watcher, Seat("Direktør", Side.TRUST, 3))
    assert members(utvalg, made(), COMMUNITY) == 3
    assert participants(utvalg, made(), COMMUNITY) == 20


def test_a_right_that_is_not_stated_leaves_the_members_open() -> None:
    """Whether such a seat decides is not known, and so not how many do; an observer never does, whatever is stated."""
    chair, user = Seat("Direktør", Side.TRUST, 3), Seat("Bruker", Side.USER, 2, right=Right.UNSTATED)
    watcher = Seat("KS", Side.OBSERVER, right=Right.UNSTATED)
    assert members(body(chair, user), made(), COMMUNITY) is None
    assert members(body(chair, watcher), made(), COMMUNITY) == 3


def test_one_number_that_is_not_stated_leaves_the_sum_open() -> None:
    """A sum without all of its parts would be invented; what is known is still told for each side."""
    utvalg = body(Seat("Direktør", Side.TRUST, 3), Seat("Andre", Side.TRUST, None), Seat("Bruker", Side.USER, 2))
    assert members(utvalg, made(), COMMUNITY) is None
    assert [(s.side, s.count, s.is_open) for s in by_side(utvalg, made(), COMMUNITY)] == [
        (Side.USER, 2, False),
        (Side.TRUST, 3, True),
    ]


@settings(deadline=None)
@given(seats)
def test_the_sides_are_the_lines_added_up(lines: tuple[Seat, ...]) -> None:
    """Every seat whose number is stated is in one side of one right, and none is there twice."""
    structure = made(areas=AREAS)
    known = [n for s in lines if (n := counted(s, structure, COMMUNITY)) is not None]
    sides = by_side(body(*lines), structure, COMMUNITY)
    assert sum(s.count for s in sides) == sum(known)
    assert len({(s.right, s.side) for s in sides}) == len(sides)
    is_unsure = any(s.right is Right.UNSTATED and s.side is not Side.OBSERVER for s in lines)
    if not is_unsure and not any(s.is_open for s in sides):
        assert members(body(*lines), structure, COMMUNITY) == sum(s.count for s in sides if s.right is Right.DECIDE)


@settings(deadline=None)
@given(st.integers(0, 200))
def test_every_seat_has_a_place_of_its_own(number: int) -> None:
    """In the picture no seat lies on another or outside, and the first one sits to the left of the last."""
    picture = arc(number)
    assert len(picture.places) == number
    assert all(0 < x < picture.width and 0 < y < picture.height for x, y in picture.places)
    near = [
        (a, b)
        for n, a in enumerate(picture.places)
        for b in picture.places[:n]
        if (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 < (STEP - 5) ** 2
    ]
    assert near == []
    if number:
        assert picture.places[0][0] <= picture.places[-1][0]


def test_two_hundred_fit_a_phone() -> None:
    """The picture grows slowly: two hundred seats are little more than twice as wide as twenty."""
    assert arc(200).width < 2.5 * arc(20).width
