"""OpenDocument texts: their marks resolved and their numbers counted, so that pandoc need only convert.

* reading: all of it, in order.
* changes: insertions taken out, deletions put back.
* styles, numbers, lists: what an office program shows of headings, clauses and lists, and writes nowhere.
"""
