"""The laws that agreements in health refer to, and where each can be read."""

import re

# The date and number under which Lovdata publishes each law, and its names as texts write them, in nynorsk as well.
_NAMED = {
    "2011-06-24-30": ("helse- og omsorgstjenesteloven", "helse- og omsorgstenestelova", "hol."),
    "1999-07-02-61": ("spesialisthelsetjenesteloven", "spesialisthelsetenestelova", "sphlsl."),
    "1999-07-02-63": ("pasient- og brukerrettighetsloven", "pasient- og brukarrettslova"),
    "1999-07-02-64": ("helsepersonelloven", "helsepersonellova"),
    "1999-07-02-62": ("psykisk helsevernloven", "psykisk helsevernlova"),
    "2011-06-24-29": ("folkehelseloven", "folkehelselova"),
    "2000-06-23-56": ("helseberedskapsloven", "helseberedskapslova"),
    "2018-06-22-83": ("kommuneloven", "kommunelova"),
    "1967-02-10": ("forvaltningsloven", "forvaltningslova"),
    "2006-05-19-16": ("offentleglova", "offentlighetsloven"),
    "2001-06-15-93": ("helseforetaksloven", "helseføretakslova"),
    "2018-06-15-38": ("personopplysningsloven", "personopplysningslova"),
    "2014-06-20-42": ("pasientjournalloven", "pasientjournallova"),
    "2014-06-20-43": ("helseregisterloven", "helseregisterlova"),
}
LAWS = {name: number for number, names in _NAMED.items() for name in names}

_NAMES = "|".join(re.escape(name) for name in sorted(LAWS, key=len, reverse=True))
# A letter may follow the number, «§ 2-1 e», but «§ 3 i» goes on with the word i.
_PARAGRAPH = r"\d{1,4}(?:-\d{1,3})?(?:[a-z](?!\w)|\s[a-hj-z](?!\w))?"
_PART = r"(?:,?\s+\w{5,7}\s+ledd)?(?:,?\s+(?:punkt|pkt\.?|nr\.?|nummer|bokstav)\s+(?:\d{1,2}|[a-z])(?!\w))?"
LAW_REFERENCE = rf"(?P<law>{_NAMES})\s+§§?\s*(?P<paragraph>{_PARAGRAPH}){_PART}"


def law_address(name: str, paragraph: str) -> str:
    """Return the public page of a paragraph."""
    return f"https://lovdata.no/lov/{LAWS[name.lower()]}/§{paragraph.replace(' ', '')}"
