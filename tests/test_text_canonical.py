"""The canonical form of Markdown: the same page, the same again, and no more signs than it needs."""

import pytest

from avtaleverk.text.canonical import canonical, formatted

FORMS = {
    "setext": ("Formål\n======\n\nMer\n---\n", "# Formål\n\n## Mer\n"),
    "closed heading": ("## 2 Ansvar ##\n", "## 2 Ansvar\n"),
    "heading with a sharp": ("## Om C\\#\n", "## Om C\\#\n"),
    "bullets": ("* en\n* to\n+ tre\n", "- en\n- to\n- tre\n"),
    "nested": ("* en\n    * to\n        * tre\n* fire\n", "- en\n    - to\n        - tre\n- fire\n"),
    "loose": ("* en\n\n\n* to\n", "- en\n\n- to\n"),
    "item of two paragraphs": ("- en\n\n    mer\n\n- to\n", "- en\n\n    mer\n\n- to\n"),
    "numbers": ("3. tre\n4. fire\n7. sju\n", "3. tre\n4. fire\n7. sju\n"),
    "letters": ("b) be\nc) ce\n", "b) be\nc) ce\n"),
    "brackets": ("1) en\n2) to\n", "1) en\n2) to\n"),
    "two kinds": ("1. en\n\na) be\n", "1. en\n\na) be\n"),
    "one line": ("Kommunen melder\nfra innen\t24   timer.\n", "Kommunen melder fra innen 24 timer.\n"),
    "list that was meant": ("Disse:\n- en\n- to\n", "Disse:\n- en\n- to\n"),
    "break": ("Partene:   \nkommunen\n", "Partene:  \nkommunen\n"),
    "emphasis": ("__fet__ og _kursiv_, ***begge***\n", "**fet** og *kursiv*, ***begge***\n"),
    "space in emphasis": ("[lenke ](b.md)nå\n", "[lenke](b.md) nå\n"),
    "reference link": (
        "Se [loven][l].\n\n[l]: https://lovdata.no/ 'Loven'\n",
        'Se [loven](https://lovdata.no/ "Loven").\n',
    ),
    "note": ("En.\n\n[//]: # (husk å spørre)\n", "En.\n\n[//]: # (husk å spørre)\n"),
    "bare address": ("[https://a.no/](https://a.no/)\n", "<https://a.no/>\n"),
    "bare mail": ("[a@b.no](mailto:a@b.no)\n", "<a@b.no>\n"),
    "date first": ("1\\. januar gjelder.\n", "1\\. januar gjelder.\n"),
    "needless escapes": ("Punkt 1\\. og 5 \\* 3 \\- og a\\_b\n", "Punkt 1. og 5 * 3 - og a_b\n"),
    "lone star": ("Frist* og mer\n", "Frist* og mer\n"),
    "two stars": ("\\*Frist og mer\\*\n", "\\*Frist og mer\\*\n"),
    "table": (
        "a  |  b\n:--|---:\n1 \\| 2  | `x|y`\n",
        "| a | b |\n|:---|---:|\n| 1 \\| 2 | `x|y` |\n",
    ),
    "head alone": ("| a |\n|--|\n", "| a |\n|---|\n"),
    "quote": (">en\nto\n>\n> * tre\n", "> en to\n>\n> - tre\n"),
    "code": ("    x = 1\n\n    y\n", "    x = 1\n\n    y\n"),
    "rule": ("* * *\n", "---\n"),
    "definitions": ("SSU\n: utvalg\n\nFSU\nFag\n:  mer\n", "SSU\n:   utvalg\n\nFSU\nFag\n:   mer\n"),
    "hard space": ("§\u00a03 og punkt&nbsp;4, sam\u00adarbeid\n", "§&nbsp;3 og punkt&nbsp;4, sam&shy;arbeid\n"),
    "entities": ("a &lt; b &amp; c &eacute; &amp;copy;\n", "a < b & c é &amp;copy;\n"),
    "tags are text": ("<div>Se</div>\n", "<div>Se</div>\n"),
    "windows": ("\r\nEn\r\nto\r\n\r\n\r\nTre   \r\n\r\n", "En to\n\nTre\n"),
    "nothing": ("\n \n", ""),
}


@pytest.mark.parametrize("name", FORMS)
def test_each_thing_has_one_form(name: str) -> None:
    """Each thing that Markdown can say is written in one way, which stays as it is."""
    source, wanted = FORMS[name]
    assert canonical(source).text == wanted
    assert canonical(source).kept == ()
    assert formatted(wanted) == wanted
