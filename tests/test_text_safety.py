"""Nothing hostile gets through a rendering: no script, no forged marker, no address that leads astray."""

import re

import pytest
from text_page import sound

from avtaleverk.text import render
from avtaleverk.text.markdown import safe_address

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//ond.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<div onclick='alert(1)'>trykk</div>",
    "<p onclick=alert(1)>\n\ntrykk\n\n</p>",
    "<iframe src=https://ond.example></iframe>",
    "<style>body{display:none}</style>",
    "<a href='javascript:alert(1)'>x</a>",
    "<!-- skjult -->",
    "<!--lenke:pkt-1-->",
    "<!--slutt:pkt-1-->",
    '<a data-ref="0">x</a>',
    "<?php echo 1 ?>",
    "<!DOCTYPE html>",
    "<![CDATA[x]]>",
    "</div></section></body>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "## <script>alert(1)</script>",
    '## Punkt" onclick="alert(1)',
    '| <b>A</b> | B |\n|---|---|\n| <script>x</script> | " onmouseover=alert(1) |',
    "- <script>alert(1)</script>\n    1. <b>x</b>",
    "> <script>alert(1)</script>",
    '[x](https://a.example "tittel\\" onclick=alert(1)")',
    '[x](https://a.example/"onclick="alert(1))',
    '![x" onerror="alert(1)](bilde.png)',
    '<ond@example.no"onclick=alert(1)>',
    '<https://a.example/"onclick=alert(1)>',
    "\x02klzzwxh:0000\x03 og *x*",
    "&#2;klzzwxh:0000&#3; og *x*",
    "\x02amp\x03lt;script\x02amp\x03gt;",
    "*x*\x02script\x03 <b>",
    "[x]: javascript:alert(1)\n\n[x][x] og ![x]",
    "{: onclick=alert(1) }\n\nTekst {: #pkt-1 .a }",
    "*[HTML]: <script>\n\nHTML",
    "Tekst[^1]\n\n[^1]: <script>",
    "[TOC]",
    "~~~ html\n<script>\n~~~",
]


@pytest.mark.parametrize("body", HOSTILE)
def test_hostile_text_stays_text(body: str) -> None:
    """Markup, forged markers and attributes written into a text are characters on the page, nothing more."""
    sound(body)
    sound(f"## 1 Om\n\n{body}\n\nSlutt, se punkt 1.")


@pytest.mark.parametrize("body", [b for b in HOSTILE if b.startswith("<") and "@" not in b and "https://a" not in b])
def test_markup_is_shown_as_it_was_written(body: str) -> None:
    """What politicians read as characters in the file, readers read as characters on the page."""
    shown = "".join(sound(body).words.split())
    assert shown == "".join(body.split())


ADDRESSES = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "  javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\x01script:alert(1)",
    "\x01javascript:alert(1)",
    "java\u200bscript:alert(1)",
    "\ufeffjavascript:alert(1)",
    "\u202ejavascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "DATA:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://a.example/1",
    "ftp://a.example/",
    "intent://a#Intent;end",
    "\\\\ond.example\\x",
    "https:\\\\ond.example",
    "//[ugyldig",
    "//javascript:alert(1)",
    "https://a.example:port/",
    "https://helsenorge.no@ond.example/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_that_lead_astray(address: str) -> None:
    """An address that would run, read files or deceive is taken away, in links and in pictures."""
    assert not safe_address(address)
    for body in (
        f"[x](<{address}>)",
        f"[x]({address})",
        f"![x](<{address}>)",
        f"<{address}>",
        f"[x]: {address}\n\n[x]",
    ):
        assert "onclick" not in render(body).html
        assert all(safe_address(a) for a in sound(body).addresses)


@pytest.mark.parametrize(
    "address",
    [
        "https://helsenorge.no/a?b=c#d",
        "http://a.example",
        "HTTPS://A.EXAMPLE",
        "mailto:post@a.example",
        "tel:+4712345678",
        "/retningslinjer/1/",
        "#pkt-2",
        "vedlegg.pdf",
        "2.0",
        "",
    ],
)
def test_addresses_that_are_kept(address: str) -> None:
    """The web, e-mail, telephone and this site are where a reader expects to be sent."""
    assert safe_address(address)
    assert sound(f"[x]({address})").addresses == [address]


def test_mail_and_web_in_angle_brackets() -> None:
    """An address in angle brackets is a link in plain text, not hidden in entities."""
    html = render("<post@a.example> og <https://a.example>").html
    assert '<a href="mailto:post@a.example">post@a.example</a>' in html
    assert '<a href="https://a.example">https://a.example</a>' in html


@pytest.mark.parametrize(
    "source",
    [
        "https://ond.example/a.png",
        "HTTPS://ond.example/a.png",
        "//ond.example/a.png",
        "/\t/ond.example/a.png",
        "https:ond.example/a.png",
        "/a.png",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        "//[::1]\u200b",
    ],
)
def test_foreign_pictures_are_not_loaded(source: str) -> None:
    """A picture from elsewhere would tell a stranger who reads, so it is never shown, and is noted."""
    text = render(f"![Kart](<{source}>)")
    assert "<img" not in text.html
    assert "Kart" in text.html
    assert text.images == ()
    assert len(text.notes) == 1
    assert all(part in text.notes[0] for part in source.split())


def test_pictures_of_the_folder() -> None:
    """A picture beside the text is shown, is loaded when it is needed, and keeps its description."""
    text = render('![Et "kart"](kart.png "Tittel")')
    (image,) = re.findall(r"<img[^>]*>", text.html)
    assert 'src="kart.png"' in image
    assert 'alt="Et &quot;kart&quot;"' in image
    assert 'loading="lazy"' in image
    assert (text.images, text.notes) == (("kart.png",), ())
