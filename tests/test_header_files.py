"""The header files say what the one place says, to each server in its own words."""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest

from avtaleverk.pages import policy
from avtaleverk.site.header_files import APACHE, HOSTED, NGINX, header_files
from avtaleverk.site.headers import CACHE, CONTENT_SECURITY, LASTING, SHARING, VARYING, base_of, headers_of

ADDRESS = "https://samhandling.example/"
PAGES = ("", "retningslinjer/1/", "innbygg/retningslinjer/1/", "frakoblet/", "404.html", "avtaler/a/v/2024/")
# Path, query: one of each kind that any of the files tells apart.
ASKED = [
    ("", ""), ("index.html", ""), ("retningslinjer/1/", ""), ("retningslinjer/innbygg/x.html", ""),
    ("innbygg/retningslinjer/1/", ""), ("innbygg/retningslinjer/1/index.html", ""), ("organisasjon/kart.svg", ""),
    ("frakoblet/", ""), ("frakoblet/avtaleverk-telemark.html", ""), ("assets/avtaleverk.css", ""), ("lenker.json", ""),
    ("assets/avtaleverk.css", "v=0a1b"), ("assets/avtaleverk.js", "w=1"), ("pagefind/fragment/no_a.pf_fragment", ""),
    ("pagefind/pagefind-entry.json", ""), ("lenkerxjson", ""), ("kalender/alle.ics", ""),
    ("api/v1/korpus.json", ""), ("retningslinjer/1/tekst.md", ""),
]  # fmt: skip


def written(address: str = ADDRESS, pages: tuple[str, ...] = PAGES) -> dict[str, str]:
    return {path: content.decode() for path, content in header_files(address, pages)}


def test_a_page_may_do_nothing_but_show_itself() -> None:
    """The policy names no foreign place, no inline script and no inline style, and nobody may frame a page."""
    directives = dict(part.split(" ", 1) for part in policy.PAGE.split("; "))
    assert directives["default-src"] == "'none'"
    assert directives["frame-ancestors"] == "'none'"
    assert directives["base-uri"] == "'none'"
    assert "unsafe-inline" not in policy.PAGE
    assert not re.search(r"https?:|\*|'unsafe-eval'", policy.PAGE)
    assert policy.PAGE.replace("; frame-ancestors 'none'", "") == policy.IN_PAGE


@pytest.mark.parametrize("path", [path for path, _ in ASKED])
def test_only_cards_may_be_framed(path: str) -> None:
    """What lies under /innbygg/ may be framed by anyone, and nothing else by anyone."""
    said = headers_of(path)[CONTENT_SECURITY]
    assert ("frame-ancestors *" in said) == path.startswith("innbygg/")
    assert ("frame-ancestors 'none'" in said) != path.startswith("innbygg/")


def nginx_says(conf: str, path: str, query: str, base: str) -> dict[str, str]:
    """Read the maps as nginx does: the first regular expression that fits, else the default."""
    maps = re.findall(r'^map (\S+|"[^"]+") \$(\w+) \{\n(.*?)^\}', conf, re.MULTILINE | re.DOTALL)
    values: dict[str, str] = {}
    marked = re.search(r"(?:^|&)v=([^&]*)", query)
    inputs = {"$uri": f"{base}{path}", '"$status $arg_v"': f"200 {marked[1] if marked else ''}"}
    for source, name, body in maps:
        rows = re.findall(r'^    (default|"~[^"]+") ("[^"]*"|\$\w+);$', body, re.MULTILINE)
        assert len(rows) == len([line for line in body.splitlines() if not line.strip().startswith("#")])
        fitting = [v for k, v in rows if k != "default" and re.search(k[2:-1], inputs[source])]
        chosen = (fitting or [v for k, v in rows if k == "default"])[0]
        values[name] = values[chosen[1:]] if chosen.startswith("$") else chosen[1:-1]
    headers = re.findall(r'^    add_header (\S+) ("[^"]*"|\$\w+) always;$', conf, re.MULTILINE)
    said = {name: values[v[1:]] if v.startswith("$") else v[1:-1] for name, v in headers}
    return {name: value for name, value in said.items() if value}


def apache_says(conf: str, path: str, query: str, base: str) -> dict[str, str]:
    """Read the rules as Apache does: each that fits sets the header anew."""
    said: dict[str, str] = {}
    rows = re.findall(r'^Header (?:always )?set (\S+) "([^"]*)"(?: "expr=%\{(\w+)\} ([^"]*)")?$', conf, re.MULTILINE)
    assert len(rows) == conf.count("\nHeader ")
    for name, value, asked, test in rows:
        given = {"": "", "HTTPS": "off", "REQUEST_URI": f"{base}{path}", "QUERY_STRING": query}[asked]
        if not asked or (test.startswith("=~") and re.search(test.removeprefix("=~ m#").removesuffix("#"), given)):
            said[name] = value
    return said


@pytest.mark.parametrize("address", [ADDRESS, "https://host.example/a-b/telemark/"])
@pytest.mark.parametrize(("path", "query"), ASKED)
@pytest.mark.parametrize(("name", "says"), [(NGINX, nginx_says), (APACHE, apache_says)], ids=["nginx", "apache"])
def test_servers_say_what_the_site_asks_for(name: str, says: object, path: str, query: str, address: str) -> None:
    """For every kind of file nginx and Apache get the headers that the browser tests run under."""
    assert callable(says)
    wanted = {k: v for k, v in headers_of(path, query).items() if k != "Content-Type"}
    assert says(written(address)[name], path, query, base_of(address)) == wanted


def hosted_rules(text: str) -> list[tuple[str, str, str]]:
    """Return path, header and value of every line of a ``_headers`` file."""
    rules, path = [], ""
    for line in text.splitlines():
        if line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            rules.append((path, name, value))
        elif not line.startswith("#"):
            path = line
    return rules


def fits(rule: str, path: str) -> bool:
    pattern = re.sub(r":\w+", "[^/]+", re.escape(rule).replace(r"\:", ":").replace(r"\*", ".*"))
    return bool(re.fullmatch(pattern, f"/{path}"))


@pytest.mark.parametrize(("path", "query"), [(p, q) for p, q in ASKED if not q])
def test_no_two_rules_of_a_host_say_the_same(path: str, query: str) -> None:
    """Where two rules name one header hosts disagree on what holds, so that never happens; each value is the right one."""
    found = [(n, v) for rule, n, v in hosted_rules(written()[HOSTED]) if fits(rule, path)]
    names = [name for name, _ in found]
    assert len(names) == len(set(names))
    wanted = headers_of(path, query)
    same = {k: v for k, v in found if k not in {CONTENT_SECURITY, "Strict-Transport-Security"}}
    assert same.items() <= wanted.items()
    if path.endswith(("/", "index.html")) and "/" in path:
        assert dict(found)[CONTENT_SECURITY] == wanted[CONTENT_SECURITY]
    assert dict(found).get(SHARING) == wanted.get(SHARING)


def test_rules_of_a_host_stay_few() -> None:
    """Cloudflare reads a hundred rules and no line longer than 2,000 characters."""
    rules = written()[HOSTED].splitlines()
    assert len([line for line in rules if line.startswith("/")]) < 60
    assert max(map(len, rules)) < 2000


@pytest.mark.parametrize(
    "address",
    [
        "https://a\"'><svg-onload=x>.example/",
        'https://a.example/x";}\nevil{',
        "https://a.example/$uri #{`'/",
        "https:///",
    ],
)
def test_no_address_breaks_out_of_a_settings_file(address: str) -> None:
    """Whatever the site's address is, no file gets a line, a quote or a variable from it."""
    usual = written()
    for name, text in written(address, (*PAGES, 'a"\n/*\n  X-Evil: 1/', "*/x/", ":a/x/")).items():
        assert "evil{" not in text
        assert "X-Evil: 1\n" not in text
        assert text.count('"') == usual[name].count('"')
        assert "$uri #" not in text
        assert not {line.strip() for line in text.splitlines()} & {"/*/*", "/:a/*"}


def test_what_is_marked_is_kept_and_what_is_not_is_asked_for() -> None:
    """A style sheet with its mark lies with the reader for a year, a page never does."""
    assert headers_of("assets/avtaleverk.css", "v=1")[CACHE] == LASTING
    assert headers_of("assets/avtaleverk.css")[CACHE] == headers_of("retningslinjer/1/")[CACHE] == "no-cache"


class Door(HTTPConnection):
    """A way in to a server that listens at a place of the disk: a port might be another's by the time it is used."""

    def __init__(self, place: Path) -> None:
        """Know the place."""
        super().__init__("127.0.0.1", timeout=60)
        self._place = place

    def connect(self) -> None:
        """Reach the server."""
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._place))


@contextmanager
def running_nginx(program: str, conf: str, place: Path) -> Iterator[Path]:
    """Run the settings as they are, but for the port, the name and the folder that an administrator sets."""
    door, root = place / "d", place / "site"
    for path in ("index.html", "404.html", "innbygg/a/index.html", "a/kart.svg", "lenker.json", "assets/a.css"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)
    changed = conf.replace("listen 80;", f"listen unix:{door};").replace("/srv/nettsted", str(root))
    temporary = "".join(f"{n}_temp_path {place};" for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    settings = place / "nginx.conf"
    settings.write_text(
        f"pid {place}/pid; error_log {place}/feil; events {{}} http {{ access_log off; {temporary}\n{changed}\n}}\n"
    )
    place.chmod(0o755)
    with subprocess.Popen([program, "-c", str(settings), "-g", "daemon off; master_process off;"]) as process:
        try:
            for _ in range(1200):
                with socket.socket(socket.AF_UNIX) as probe:
                    if not probe.connect_ex(str(door)):
                        break
                time.sleep(0.05)
            yield door
        finally:
            process.terminate()


def test_nginx_itself(tmp_path: Path) -> None:
    """The program nginx takes the file as it is and sends what the site asks for, on a page of errors too."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        pytest.skip("nginx is not installed")
    with running_nginx(program, written()[NGINX], tmp_path) as door:
        for path, query, status in [
            ("", "", 200), ("innbygg/a/", "", 200), ("a/kart.svg", "", 200), ("lenker.json", "", 200),
            ("assets/a.css", "v=1", 200), ("borte/", "", 404), ("_headers", "", 404), (".htaccess", "", 404),
            ("overskrifter/nginx.conf", "", 404), ("assets/b.css", "v=1", 404),
        ]:  # fmt: skip
            connection = Door(door)
            connection.request(
                "GET", f"/{quote(path)}{f'?{query}' if query else ''}", headers={"Host": "samhandling.example"}
            )
            answer = connection.getresponse()
            answer.read()
            found = {name: answer.getheader(name) for name in ("Content-Type", *(h.name for h in VARYING))}
            wanted = headers_of(path if status == 200 else "404.html", query if status == 200 else "")
            assert answer.status == status, path
            assert {name: value for name, value in found.items() if value} == {
                k: wanted[k] for k in found if k in wanted
            }
            assert answer.getheader("X-Content-Type-Options") == "nosniff"
            connection.close()
