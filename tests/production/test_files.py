"""Production's files can be read by what they are for, and name only what is there."""

from collective.eloket.http.logs import JsonFormatter
from collective.eloket.setup import metrics
from collective.eloket.setup.readiness import CHECKS
from configparser import RawConfigParser
from contextlib import contextmanager
from itertools import count
from logging.config import fileConfig
from paste.deploy.loadwsgi import appconfig
from paste.deploy.loadwsgi import loadcontext
from paste.deploy.loadwsgi import SERVER
from pathlib import Path
from tests import web_server
from Zope2.Startup.options import ZopeWSGIOptions

import ast
import logging
import pytest
import re
import subprocess
import yaml


ROOT = Path(__file__).parents[2]
PRODUCTION = ROOT / "production"
ENVIRONMENT = dict(
    line.split("=", 1)
    for line in (PRODUCTION / "eloket.env").read_text().splitlines()
    if line and not line.startswith("#")
)
#: Of Zope and RelStorage: the first administrator, packing.
OTHER_COMMANDS = ("addzopeuser", "zodbpack")
#: What nginx reads that we do not have here.
NOT_HERE = re.compile(r"^\s*ssl_certificate.*$|^\s*access_log.*$", re.MULTILINE)


def read_cfg(path: Path) -> RawConfigParser:
    parser = RawConfigParser(delimiters=("=",), inline_comment_prefixes=None)
    parser.optionxform = str
    parser.read_string(path.read_text(encoding="utf-8"))
    return parser


@pytest.fixture
def process(monkeypatch, tmp_path):
    """The environment of the process zope1, with folders of this test."""
    (tmp_path / "zope1").mkdir()
    changes = {"ELOKET_CONF": str(PRODUCTION), "ELOKET_HOME": str(tmp_path)}
    for name, value in {**ENVIRONMENT, **changes, "ELOKET_PROCESS": "zope1"}.items():
        monkeypatch.setenv(name, value.strip('"'))
    return tmp_path


def test_zope_reads_its_configuration(process):
    options = ZopeWSGIOptions(configfile=str(PRODUCTION / "zope.conf"))()
    conf = options.configroot
    assert conf.max_conflict_retries == 10
    assert {"127.0.0.1", "::1"} <= set(conf.trusted_proxies)
    assert conf.clienthome == str(process / "zope1")
    (database,) = conf.databases
    storage = database.config.storage.config
    assert storage.keep_history is False
    assert storage.blob_dir == str(process / "zope1" / "blobs")
    assert storage.shared_blob_dir is False
    assert storage.adapter.config.dsn == ENVIRONMENT["ELOKET_DSN"].strip('"')


def test_the_web_server_of_zope_lets_the_citizens_address_through():
    """waitress takes it away by itself, and all would share the limits of one."""
    ini = read_cfg(PRODUCTION / "zope.ini")
    assert ini["server:main"]["clear_untrusted_proxy_headers"] == "false"
    cfg = read_cfg(ROOT / "production.cfg")
    assert cfg["zope1"]["clear-untrusted-proxy-headers"] == "false"


def test_the_app_is_found_and_logs_are_json():
    address = f"config:{PRODUCTION / 'zope.ini'}"
    given = {"address": "127.0.0.1:1"}
    found = appconfig(address, name="zope", global_conf=given)
    assert found["zope_conf"] == str(PRODUCTION / "zope.conf")
    # a variable that is called as the option would be passed over: all would listen
    served = loadcontext(SERVER, address, global_conf=given).local_conf
    assert served["listen"] == "127.0.0.1:1"
    with own_loggers():
        fileConfig(PRODUCTION / "zope.ini", disable_existing_loggers=False)
        (handler,) = logging.getLogger().handlers
        assert isinstance(handler.formatter, JsonFormatter)


def test_what_the_environment_sets_is_read_somewhere():
    """By the product, by zope.conf, or by what starts the processes."""
    read = [*(ROOT / "src").rglob("*.py"), *PRODUCTION.rglob("*.*")]
    known = "".join(path.read_text() for path in read if path.name != "eloket.env")
    # a secret may stand in a file that its variable names
    names = {name.removesuffix("_FILE") for name in ENVIRONMENT}
    assert {name for name in names if name not in known} == set()


def test_nginx_takes_its_site(tmp_path):
    text = (PRODUCTION / "nginx" / "eloket.conf").read_text()
    text = NOT_HERE.sub("", text).replace("/etc/eloket", str(PRODUCTION))
    ports = count(18443)
    text = re.sub(
        r"listen [^;]*;", lambda _found: f"listen 127.0.0.1:{next(ports)};", text
    )
    config = tmp_path / "nginx.conf"
    words = {"folder": tmp_path, "server": text}
    config.write_text(web_server.AROUND_NGINX.format(**words))
    program = web_server.program(web_server.NGINX)
    done = subprocess.run(
        [program, "-t", "-p", tmp_path, "-c", config, "-e", tmp_path / "log"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_nginx_says_who_asks_and_asks_another_zope():
    text = "".join(path.read_text() for path in (PRODUCTION / "nginx").iterdir())
    assert "X-Forwarded-For $remote_addr;" in text
    assert "proxy_next_upstream error" in text
    # a form that was sent must not be sent again
    assert "non_idempotent" not in text


@pytest.mark.parametrize("name", ["haproxy/haproxy.cfg", "apache/eloket.conf"])
def test_others_ask_whether_a_zope_lives_and_say_who_asks(name):
    text = (PRODUCTION / name).read_text()
    assert "/gemeente/@@eloket-health/live" in text
    assert "X-Forwarded-For" in text


def test_alerts_name_what_is_measured():
    text = (PRODUCTION / "prometheus" / "alerts.yml").read_text()
    source = Path(metrics.__file__).read_text()
    named = set(re.findall(r"\beloket_\w+", text))
    assert named and {name for name in named if f'"{name}"' not in source} == set()
    assert set(re.findall(r'check!?="(\w+)"', text)) <= set(CHECKS)
    (group,) = yaml.safe_load(text)["groups"]
    assert {"alert", "expr", "labels", "annotations"} <= set.union(
        *({*rule} for rule in group["rules"])
    )


def test_the_docs_start_and_stop_what_there_is():
    told = (ROOT / "docs" / "configuration" / "production.md").read_text()
    units = {path.stem for path in (PRODUCTION / "systemd").iterdir()}
    named = set(re.findall(r"\b(eloket-(?:zope|worker))@?", told))
    started = set(re.findall(r"systemctl [^`\n#]*", told))
    words = {word for line in started for word in re.findall(r"eloket[\w.@*-]*", line)}
    assert {f"{name}@" for name in named} <= units
    assert words and all(
        word == "eloket.target" or f"{word.partition('@')[0]}@" in units
        for word in words
    )
    assert all("@" in word or word == "eloket.target" for word in words)
    headings = {slug(line) for line in re.findall(r"^## (.*)$", told, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([\w-]+)\)", told)) <= headings


def slug(heading: str) -> str:
    """Return how links within a page name a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_the_docs_name_every_figure_and_no_other():
    """Whoever writes an alert of their own reads the name there."""
    source = Path(metrics.__file__).read_text()
    measured = set(re.findall(r'^ +"(eloket_\w+)"|\("(eloket_\w+)", ', source, re.M))
    measured = {first or second for first, second in measured}
    told = (ROOT / "docs" / "configuration" / "production.md").read_text()
    named = set(re.findall(r"`(eloket_\w+)", told)) - {"eloket_side"}
    assert len(measured) >= 6
    assert named == measured


def test_the_buildout_of_production_has_pins_and_our_commands():
    cfg = read_cfg(ROOT / "production.cfg")
    versions = read_cfg(ROOT / "versions.cfg")["versions"]
    assert cfg["buildout"]["extends"] == "versions.cfg"
    assert cfg["buildout"]["allow-picked-versions"] == "false"
    assert {cfg[part]["recipe"] for part in ("zope1", "commands")} <= set(versions)
    wanted = [*our_commands(), *OTHER_COMMANDS]
    assert cfg["commands"]["scripts"].split() == sorted(wanted)


def test_the_buildout_asks_nothing_and_keeps_no_password():
    """The recipe asks for who is to be the first administrator, unless one is named."""
    zope = read_cfg(ROOT / "production.cfg")["zope1"]
    name, password = zope["user"].split(":")
    assert name and not password


def test_the_buildout_makes_the_zope_of_the_plain_files():
    cfg = read_cfg(ROOT / "production.cfg")
    zope = cfg["zope1"]
    conf = (PRODUCTION / "zope.conf").read_text()
    lines = {" ".join(line.split()) for line in conf.splitlines()}
    said = [zope["rel-storage"], zope["environment-vars"], zope["zope-conf-additional"]]
    told = [" ".join(one.split()) for one in "\n".join(said).strip().splitlines()]
    told.append(f"cache-size {zope['zodb-cache-size']}")
    here = ("type ", "blob-dir ")
    assert {one for one in told if not one.startswith(here)} <= lines
    settings = re.findall(r"^ {2,}([a-z-]+ [^$<>\s]+)$", conf, re.MULTILINE)
    kept = {one for one in settings if not one.startswith(("#", "mount-point"))}
    assert kept and kept <= set(told)
    served = read_cfg(PRODUCTION / "zope.ini")["server:main"]
    assert served["threads"] == zope["threads"]
    assert cfg["zope2"]["<"] == "zope1"


def test_the_buildout_logs_json_and_no_requests(tmp_path):
    zope = read_cfg(ROOT / "production.cfg")["zope1"]
    name = zope["wsgi-logging-ini-template"].removeprefix("${buildout:directory}/")
    # the recipe fills it in by the operator %
    written = tmp_path / "wsgi.ini"
    written.write_text((ROOT / name).read_text() % {})
    with own_loggers():
        fileConfig(written, disable_existing_loggers=False)
        (handler,) = logging.getLogger().handlers
        assert isinstance(handler.formatter, JsonFormatter)
        requests = logging.getLogger("wsgi")
        assert not requests.propagate and not requests.isEnabledFor(logging.ERROR)


@contextmanager
def own_loggers():
    """Put the loggers back as they were."""
    loggers = [logging.getLogger(name) for name in (None, "wsgi")]
    before = [(one.handlers[:], one.level, one.propagate) for one in loggers]
    try:
        yield
    finally:
        for one, kept in zip(loggers, before, strict=True):
            one.handlers, one.level, one.propagate = kept


def our_commands() -> list[str]:
    """Return the names of the commands that setup.py makes."""
    for node in ast.walk(ast.parse((ROOT / "setup.py").read_text())):
        if isinstance(node, ast.keyword) and node.arg == "entry_points":
            lines = ast.literal_eval(node.value)["console_scripts"]
            return [line.split(" ")[0] for line in lines]
    raise AssertionError("no commands")


@pytest.mark.parametrize("kind", ["zope", "worker"])
def test_every_manager_of_processes_starts_the_same(kind):
    unit = (PRODUCTION / "systemd" / f"eloket-{kind}@.service").read_text()
    other = (PRODUCTION / "supervisor" / "eloket.conf").read_text()
    (command,) = re.findall(r"^ExecStart=(\S+ \S+)", unit, re.MULTILINE)
    assert f"exec {command}" in other
    assert f"ELOKET_PROCESS={kind}%i" in unit
    assert "Restart=always" in unit
