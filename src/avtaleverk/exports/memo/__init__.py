"""The memo: the case paper that goes out before a decision, with the marked text attached.

* facts: what the folder knows of a revision, under the names that a template may use.
* template: a community's own template or ours, filled in without trusting it.
* memo: the memo as Markdown, as a case paper of the folder, and as a Paper for Word and PDF.
"""

from avtaleverk.exports.memo.facts import NAMES, memo_facts
from avtaleverk.exports.memo.memo import Memo, case_paper, memo_of
from avtaleverk.exports.memo.template import TEMPLATE, own_template

__all__ = ["NAMES", "TEMPLATE", "Memo", "case_paper", "memo_facts", "memo_of", "own_template"]
