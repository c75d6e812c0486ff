"""Hits of a search for the style page, drawn by the script that draws real ones."""

import json

from avtaleverk.pages.context import Context

_HERE = "om/stil/#sokefelt"


def sample_search(ctx: Context) -> str:
    """Return a place that is meant, a hit of each standing, and a group of filters, as JSON for the search's script."""
    t = ctx.t
    states = (
        ("gjeldende", t("In force")), ("forslag", t("On hearing")), ("historisk", t("Replaced")), ("utlopt", t("Expired")),
    )  # fmt: skip
    hits = [_hit(ctx, tone, status) for tone, status in states]
    foreign = {**_hit(ctx, *states[0]), "language": "se", "heading": "Sámegiela hálddašanguovlu"}
    body = {**_hit(ctx, "", ""), "type": "organ", "document": "", "documentTitle": "", "number": "", "version": ""}
    themes = [{"value": str(n), "label": f"{t('Themes')} {n}", "n": 12 - n} for n in range(1, 10)]
    place = {"address": _HERE, "label": f"{t('Guideline')} 1, {t('clause {label}', label='2.3')}"}
    return json.dumps({"hopp": place, "treff": [*hits, foreign, body], "tema": themes}, ensure_ascii=False)


def _hit(ctx: Context, tone: str, status: str) -> dict[str, object]:
    return {
        "address": _HERE, "type": "retningslinje", "document": f"{ctx.t('Guideline')} 1", "number": "2.3",
        "documentTitle": "Ansvar og oppgaver", "heading": "Faglig samarbeidsutvalg", "version": "1.0", "status": status,
        "tone": tone, "language": "",
        "excerpt": [{"text": "… et utvalg der ", "marked": False}, {"text": "fastleger", "marked": True}, {"text": " og kommuner møtes …", "marked": False}],
    }  # fmt: skip
