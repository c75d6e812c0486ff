"""Whether a text can be written as in Word: the forms lose some of what Markdown has, and must not be let near it."""

import re

# What the forms would write as something else, also where the editor only changed a word in another point.
_UNCARRIED = re.compile(
    r"""^[ ]{0,3}\[[^\]^][^\]\n]*\]:[ ]    # where a link by name leads: the name is lost
    | ^\[\^[^\]\n]+\]:[ ]*\S+[ ]*$         # a note of one word, which is taken for such a place
    | ^[ ]*\d+\)[ ]                        # numbers with a bracket become numbers with a stop
    | ^[ ]*\d+\\[.)]                       # a number that begins a sentence becomes that of an item
    | ^[ ]*[-*+][ ]\[[ xX]\][ ]            # boxes to tick
    | \\$                                 # a stroke that ends a line becomes a break
    | ^[ ]*\n(?:[ ]{4})*[ ]{1,3}\S        # a paragraph that stands in by another measure than the corpus has
    | ^(?![ ]*(?:[-*+]|\d+[.)])[ ])\S[^\n]*\n[ ]*\n[ ]{4,}\S  # what stands in under a text that is no item
    """,
    re.MULTILINE | re.VERBOSE,
)
_NUMBER = re.compile(r"([ ]*)(?:(\d{1,9})\.)?")


def can_be_rich(text: str) -> bool:
    """Say whether the forms give back all of a text that the editor did not touch."""
    return not _UNCARRIED.search(text) and not _leaps(text)


def _leaps(text: str) -> bool:
    """Say whether a list leaves out a number: the forms number all lists anew from their first item."""
    last: dict[int, int] = {}
    for line in filter(str.strip, text.split("\n")):
        found = _NUMBER.match(line)
        indent, number = (len(found[1]), found[2]) if found else (0, None)
        if number and last.get(indent, int(number) - 1) != int(number) - 1:
            return True
        last = {at: n for at, n in last.items() if at < indent} | ({indent: int(number)} if number else {})
    return False
