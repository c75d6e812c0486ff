"""What an editor does to the folder, as data: which files a deed changes, into what, and what comes next.

Nothing here touches the disk; the changes are handed to :mod:`avtaleverk.corpus`, which writes all of them or none.
"""
