"""The laws that agreements in health refer to, and where each can be read."""

import re

# Names as texts write them, with the date and number under which Lovdata publishes the law.
LAWS = {
    "helse- og omsorgstjenesteloven": "2011-06-24-30",
    "hol.": "2011-06-24-30",
    "spesialisthelsetjenesteloven": "1999-07-02-61",
    "sphlsl.": "1999-07-02-61",
    "pasient- og brukerrettighetsloven": "1999-07-02-63",
    "helsepersonelloven": "1999-07-02-64",
    "psykisk helsevernloven": "1999-07-02-62",
    "folkehelseloven": "2011-06-24-29",
    "helseberedskapsloven": "2000-06-23-56",
    "kommuneloven": "2018-06-22-83",
    "forvaltningsloven": "1967-02-10",
    "offentleglova": "2006-05-19-16",
    "offentlighetsloven": "2006-05-19-16",
    "helseforetaksloven": "2001-06-15-93",
    "personopplysningsloven": "2018-06-15-38",
    "pasientjournalloven": "2014-06-20-42",
    "helseregisterloven": "2014-06-20-43",
}

_NAMES = "|".join(re.escape(name) for name in sorted(LAWS, key=len, reverse=True))
# A letter may follow the number, «§ 2-1 e», but «§ 3 i» goes on with the word i.
_PARAGRAPH = r"\d{1,4}(?:-\d{1,3})?(?:[a-z](?!\w)|\s[a-hj-z](?!\w))?"
_PART = r"(?:,?\s+\w{5,7}\s+ledd)?(?:,?\s+(?:punkt|pkt\.?|nr\.?|nummer|bokstav)\s+(?:\d{1,2}|[a-z])(?!\w))?"
LAW_REFERENCE = rf"(?P<law>{_NAMES})\s+§§?\s*(?P<paragraph>{_PARAGRAPH}){_PART}"


def law_address(name: str, paragraph: str) -> str:
    """Return the public page of a paragraph."""
    return f"https://lovdata.no/lov/{LAWS[name.lower()]}/§{paragraph.replace(' ', '')}"
