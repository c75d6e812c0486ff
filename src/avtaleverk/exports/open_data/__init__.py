"""Open data: what the site shows as JSON for programs and as Markdown for archives, with a schema for each kind of file.

    names            addresses as programs need them, and what begins every file
    text_points      a text as points and paragraphs, each with the anchor that the page has
    documents        a document, a version, the corpus
    differences      what one version changed in another
    organisation     bodies, meetings, cases
    registers        hearings, adoption, the demands of the law, the glossary
    overview         which files there are
    markdown         a version as Markdown, its text byte for byte as it was approved
    shapes, schemas_*   the JSON Schema of every kind

Everything here follows from the corpus and the day. A value that the folder does not have is null, never left out and
never made up; no file says when it was made, so that a file has other bytes only when it says something else.
"""
