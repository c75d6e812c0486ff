"""The page that checks links to the site, and what is said of a link, there and by ``avtaleverk lenker sjekk``."""

from avtaleverk.model.addresses import LINK_DATA, LINKS
from avtaleverk.pages.catalogue import Catalogue
from avtaleverk.pages.context import Context


def verdict_words(t: Catalogue) -> dict[str, str]:
    """Return the sentence for each kind of link that is not right; ``{version}``, ``{title}``, ``{status}`` stay open."""
    return {
        "gammel-versjon": t("The link leads to version {version} of «{title}», which does not apply any more ({status})."),
        "forslag": t("The link leads to version {version} of «{title}», which does not apply yet ({status})."),
        "fast-lenke": t("The link is fixed to version {version} of «{title}». It applies now, but the link will not follow when a new one comes."),
        "ikke-i-kraft": t("«{title}» has no text in force now."),
        "utgått-punkt": t("The point is taken out of «{title}»."),
        "nytt-punkt": t("The point has another number in «{title}» now."),
        "ukjent-punkt": t("«{title}» has no such point."),
        "flyttet-punkt": t("The point has moved out of «{title}»."),
        "flyttet": t("The page has moved."),
        "borte": t("The page is taken away, and no other has taken its place."),
        "finnes-ikke": t("There is no such page."),
        "gammelt-nettsted": t("The link uses an old address of the site."),
        "skrivemåte": t("The link leads right, but the site writes its address in another way."),
    }  # fmt: skip


def point_words(t: Catalogue) -> dict[str, str]:
    """Return what is added about the point in a link to a page that is not the right one."""
    return {
        "nytt-nummer": t("The point has another number now."),
        "tatt-ut": t("The point is not in the text in force."),
        "ukjent": t("The point in the link is not there."),
    }


def cure_words(t: Catalogue) -> dict[str, str]:
    """Return what stands before the address to write instead: where it is sure, where it is a guess, where none is."""
    return {
        "sikker": t("Write instead"),
        "gjetning": t("Perhaps you meant"),
        "ingen": t("Take the link away, or find the page on the site."),
    }


def link_watch_html(ctx: Context, page: str) -> str:
    """Return the page; its script does the work, and what is pasted never leaves the browser."""
    words = {
        "dom": verdict_words(ctx.t), "punkt": point_words(ctx.t), "kur": cure_words(ctx.t),
        "linje": ctx.t("line {n}", n="{n}"), "kopier": ctx.t("Copy address"), "kopiert": ctx.t("The address is copied"),
        "gale": [ctx.t("{n} link must be mended", n="{n}"), ctx.t("{n} links must be mended", n="{n}")],
        "rad": [ctx.t("{n} link could be better", n="{n}"), ctx.t("{n} links could be better", n="{n}")],
        "riktige": [ctx.t("{n} link is right", n="{n}"), ctx.t("{n} links are right", n="{n}")],
        "andre": [
            ctx.t("{n} link leads to other sites, and is not checked", n="{n}"),
            ctx.t("{n} links lead to other sites, and are not checked", n="{n}"),
        ],
        "ingen": ctx.t("No links to this site were found."),
        "tomt": ctx.t("Paste something first."),
        "feil": ctx.t("The list of addresses could not be fetched. Try again later."),
        "henter": ctx.t("Checking …"),
        "skjulte": ctx.t("The addresses behind the words came along."),
    }  # fmt: skip
    site = ctx.corpus.community.address
    return ctx.render("lenkevakt.html", page, words=words, data=LINK_DATA, links=LINKS, site=site)
