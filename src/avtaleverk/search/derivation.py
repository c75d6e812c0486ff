"""Words made from the same root: «revidere» and «revisjon», «sekretær» and «sekretariat»."""

from collections.abc import Callable, Iterator

# Each row holds endings that make words of one family from a stem. Only what a dictionary has is a word.
_FAMILIES = (
    ("e", "ing", "ning", "else", "nad"),
    ("e", ""),
    ("ere", "ering", "asjon", "sjon", "ør", "ator", "ant", "ent"),
    ("dere", "dering", "sjon", "sor", "dent"),
    ("tere", "tering", "sjon", "tor", "tasjon"),
    ("sere", "sering", "sjon", "sor"),
    ("ær", "ariat", "arisk"),
    ("ent", "ens", "ensiell"),
    ("ant", "anse", "asjon"),
    ("", "het", "lig", "lighet", "dom", "skap"),
    ("ig", "ighet"),
    ("er", "ri", "isk", "ikk"),
    ("i", "isk", "iker"),
)
_SHORTEST_STEM = 4


def relatives(base: str, knows: Callable[[str], bool]) -> Iterator[str]:
    """Yield the words of the same family as a base form that ``knows`` says are words."""
    for family in _FAMILIES:
        for ending in family:
            stem = base.removesuffix(ending) if ending else base
            if (ending and stem == base) or len(stem) < _SHORTEST_STEM:
                continue
            yield from (stem + other for other in family if other != ending and knows(stem + other))
