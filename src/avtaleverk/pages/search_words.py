"""What the search says to a reader, as the file that its script reads: no page carries words it may never need."""

import json

from avtaleverk.model.addresses import SEARCH
from avtaleverk.pages.catalogue import Catalogue

SEARCH_WORDS = f"{SEARCH}ord.json"


def search_words(t: Catalogue) -> bytes:
    """Return the words of the search page and the search dialog in the language of the site, as JSON."""
    return json.dumps(_words(t), ensure_ascii=False, sort_keys=True).encode()


def _words(t: Catalogue) -> dict[str, object]:
    return {
        "slag": {
            "avtale": t("Agreement"), "retningslinje": t("Guideline"), "vedlegg": t("Attachment"), "organ": t("Body"),
            "part": t("Party"), "ord": t("Glossary"), "mote": t("Meeting"), "sak": t("Case"), "side": t("Page"),
            "handbok": t("Handbook"),
        },
        "grupper": {
            "type": t("Kind of hit"), "organ": t("Body"), "tema": t("Themes"),
            "pasientgruppe": t("Patient groups"), "malgruppe": t("Audience"),
        },
        # What has no sentence here is in force, or is nothing that can be.
        "toner": {
            "forslag": t("A proposal, which does not apply"),
            "historisk": t("An older version, which does not apply any more"),
            "utlopt": t("Does not apply any more"),
        },
        "sok": t("Search"),
        "hva": t("What are you looking for?"),
        "lukk": t("Close"),
        "hjelp": t("Write a word, a question, the number of a clause or an abbreviation. For example discharge, 1 2.3 or section 6-4."),
        "tast": t("The keys Ctrl and K open the search on every page."),
        "versjon": t("version {number}"),
        "soker": t("Searching …"),
        "ett": t("{n} match for «{query}»."),
        "treff": t("{n} matches for «{query}»."),
        "ingen": t("Nothing matches «{query}»."),
        "feil": t("Search is not available. Use the list below."),
        "feil_vindu": t("Search is not available."),
        "ga_til": t("Go to {place}"),
        "endret_i": t("See what has changed in {place}"),
        "mangler": t("{place} is not among the texts in force here."),
        "enter_til": t("Enter leads to {place}."),
        "vis_flere": t("Show {n} more"),
        "viser": t("Showing {n} of {total} matches"),
        "flere_valg": t("{n} more to choose from"),
        "fjern": t("Take away"),
        "fjern_alle": t("Take away all filters"),
        "rad": t("Try fewer words, or another word for the same. Check how it is spelled."),
        "ta_med_eldre": t("Include proposals, older versions, meetings and cases"),
        "se_lista": t("See every clause in force"),
        "alle": t("To the search page"),
        "alle_n": t("Show all {n} matches"),
    }  # fmt: skip
