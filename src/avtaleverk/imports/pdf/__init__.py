"""PDF files as plain text, as far as that goes.

* reading: all of it, in order.
* pages: the text of each page, by a program of its own that can be stopped.
* lines: without what stands at the top or foot of each page.
* joining: lines as paragraphs, headings and items.
"""
