"""Red-marking: two Markdown texts become one marked tree, exact, readable and fast.

    from avtaleverk.redline import compare

    redline = compare(old, new)      # two Markdown bodies
    redline.verify()                 # accept gives the new text, reject the old; RedlineError if not
    redline.points                   # each point in both texts: where it came from, whether it changed
    redline.changes                  # one record for each change: change.explain(), change.as_dict()
    redline.summary                  # words in and out, points touched, the kind of the whole revision
    redline.to_html()                # table of changes, four views by style alone, the marked text
    redline.to_text()                # the same for a terminal; to_dict() for programs; to_page() to send
    redline.old(), redline.new()     # either text, read off the tree again

The method, one module for each step:

1.  reading     The tree that the page shows becomes blocks: heading, paragraph, table. Each knows its containers,
                its clause, and its number apart from its words. There is no second reading of the text.
2.  runs, tokens  Inline text as runs with marks (bold, link); words with the white space before them. Dashes,
                quotes, white space and the way a letter is stored are made alike, for comparison only.
3.  align       Blocks that stand once in both texts are anchors; the heaviest increasing run of them (chains)
                stays, the rest has moved. In the gaps, what is alike is paired by dynamic programming
                (similarity, likeness). Sections move as one (sections); blocks that were cut or joined are one
                (seams).
4.  words       The longest common run of words, then clean-up: a change begins where a sentence does, a sentence
                with little in common is replaced whole, islands of a word or two are swallowed.
5.  tables      Columns by heading, rows by the same alignment as blocks, words inside a cell.
6.  merge, tree Both texts laid into one tree. Every node knows its block in the old text, in the new, or both;
                neighbours that share a block are one block on that side. So each text can be read off again, and
                accept and reject are right by construction.
7.  collect, changes, summary   What to say about it: by point, in words, in bokmål or nynorsk (phrases).
    points      Each point in both texts, so that it can be followed through many versions.
8.  html, labels, frame, text, data     What to show. ``ins`` and ``del`` inside blocks, a label in words on every
                block that is new, gone, moved or renumbered; style alone makes the four views.
9.  check, page Reads the HTML back, accepts and rejects, and compares with what the page shows, by a path that
                knows nothing of the steps above.

Beside it stands ``share(one, other)``: what two documents have in common, neither of them old or new.

    own_text, sharing  The points of each by their own words, paired by the words they share, in any order.
    sharing_marks, sharing_html, sharing_text, sharing_words   What differs in a pair, and what to show and say.
    sharing_index      Which of many documents share anything, without comparing each with each.

The package knows nothing of files, agreements or site engines. Nothing is random and nothing depends on which
text is called the old one: the mirror image is marked in the same places.
"""

from avtaleverk.redline.changes import Change, ChangeKind, Style, Unit
from avtaleverk.redline.check import RedlineError
from avtaleverk.redline.data import json_schema
from avtaleverk.redline.engine import Original, Redline, compare, prepare
from avtaleverk.redline.frame import stylesheet
from avtaleverk.redline.own_text import OwnText, own_texts
from avtaleverk.redline.points import Point, PointState
from avtaleverk.redline.sharing import SharedPoint, Sharing, share
from avtaleverk.redline.summary import RevisionKind, Summary

__all__ = [
    "Change",
    "ChangeKind",
    "Original",
    "OwnText",
    "Point",
    "PointState",
    "Redline",
    "RedlineError",
    "RevisionKind",
    "SharedPoint",
    "Sharing",
    "Style",
    "Summary",
    "Unit",
    "compare",
    "json_schema",
    "own_texts",
    "prepare",
    "share",
    "stylesheet",
]
