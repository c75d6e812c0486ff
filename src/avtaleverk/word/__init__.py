"""WordprocessingML as the world writes it: opened safely, its marks resolved, its numbers counted. Bytes in, bytes out.

* disguise, package, xml, errors: what a file is, its parts with limits on all of them, XML without entities.
* marks, former, joining: tracked changes accepted or rejected; properties as they were; paragraphs that run together.
* colours, published, red, red_tables, tracking: red text made into tracked changes, so that one reader resolves both.
* styles, numbering, number_formats: what a paragraph is by its style, and the number that Word shows before it.
* lost_headings: headings to which LibreOffice has given the style of a deleted paragraph.
* ragged: tables with as many cells in every row.
* wrappers, fields, extras, typed_lists, noted, notes, authors: what lies around the text, and what is said of it.
* side, lists, clean: one side made plain, and written as a Word file that other readers need not guess at.
* reading: all of it, in order.
"""
