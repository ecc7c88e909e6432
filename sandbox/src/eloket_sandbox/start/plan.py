"""What will this start do? Options, environment and what the last start left."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from eloket_sandbox.files import keep_text
from eloket_sandbox.files import read_json
from eloket_sandbox.files import write_json
from eloket_sandbox.provider.kinds import KINDS
from eloket_sandbox.registration.receiver import FILE as REGISTRATION
from eloket_sandbox.sealing.authorities import KEY
from eloket_sandbox.sealing.authorities import PASSPHRASE
from eloket_sandbox.sealing.authorities import TRUST
from eloket_sandbox.start.folder import DataFolder
from eloket_sandbox.start.ports import choose_port
from pathlib import Path

import argparse
import secrets


#: What the stand-ins for registers of households and of enterprises read.
HOUSEHOLDS = "ELOKET_SANDBOX_HOUSEHOLDS"
ENTERPRISES = "ELOKET_SANDBOX_ENTERPRISES"
DEFAULT_PORT = 8080
DEFAULT_SANDBOX_PORT = 8081
SITE = "gemeente"
DESK = "e-loket"


@dataclass(frozen=True)
class Options:
    """What was asked for; a port 0 means any free one."""

    data: Path
    port: int
    sandbox_port: int
    json: Path | None
    worker: bool


@dataclass(frozen=True)
class Plan:
    """All that the processes need to know; passwords stay in their files."""

    folder: DataFolder
    port: int
    sandbox_port: int
    mail_port: int
    keys: Path
    side_store: str
    trust: Path
    worker: bool
    #: was a key for the seal given? Else letters are sealed with the sandbox's own
    seals_itself: bool = True

    @property
    def eloket(self) -> str:
        """Address of the machine's e-loket without path."""
        return f"http://localhost:{self.port}"

    @property
    def site(self) -> str:
        """Address of the site."""
        return f"{self.eloket}/{SITE}"

    @property
    def desk(self) -> str:
        """Address of the e-desk."""
        return f"{self.site}/{DESK}"

    @property
    def sandbox(self) -> str:
        """Address of the outside world."""
        return f"http://localhost:{self.sandbox_port}"

    @property
    def own_trust(self) -> Path:
        """Folder that lets the sandbox's cards be believed."""
        return self.folder / "sandbox" / "trust"

    @property
    def issuers(self) -> dict[str, str]:
        """Issuer of each look-alike provider."""
        return {id: f"{self.sandbox}{kind.path}" for id, kind in KINDS.items()}

    @property
    def households(self) -> str:
        """SQLAlchemy address of the register of households."""
        return f"sqlite:///{self.folder / 'sandbox' / 'households.sqlite'}"

    @property
    def enterprises(self) -> str:
        """SQLAlchemy address of the register of enterprises."""
        return f"sqlite:///{self.folder / 'sandbox' / 'enterprises.sqlite'}"

    @property
    def issuer(self) -> str:
        """Issuer of the one that looks like *Mijn Burgerprofiel*."""
        return self.issuers["burgerprofiel"]


def port_number(text: str) -> int:
    """Read a port; used by argparse.

    :raises ValueError: it is no port.
    """
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError(text)
    return port


def read_options(
    arguments: Sequence[str] | None, env: Mapping[str, str], data: Path = Path("var")
) -> Options:
    """Return what the command line and the environment ask for."""
    parser = argparse.ArgumentParser(prog="eloket-start")
    parser.add_argument("--data", type=Path, default=data, help="data folder")
    parser.add_argument(
        "--port",
        type=port_number,
        # a text, so that argparse reads and refuses it like an option
        default=env.get("PORT") or str(DEFAULT_PORT),
        help="port of the e-loket, 0 for any free one (PORT)",
    )
    parser.add_argument(
        "--sandbox-port",
        type=port_number,
        default=env.get("SANDBOX_PORT") or str(DEFAULT_SANDBOX_PORT),
        help="port of the outside world, 0 for any free one (SANDBOX_PORT)",
    )
    parser.add_argument("--json", type=Path, help="write addresses and passwords here")
    parser.add_argument(
        "--without-worker", action="store_true", help="let mails and letters wait"
    )
    found = parser.parse_args(arguments)
    return Options(
        data=found.data.absolute(),
        port=found.port,
        sandbox_port=found.sandbox_port,
        json=found.json.absolute() if found.json else None,
        worker=not found.without_worker,
    )


def make_plan(options: Options, env: Mapping[str, str]) -> Plan:
    """Return the plan, with ports that are free now.

    Free ports are kept for the next start: a provider on another port is another
    provider, where nobody has registered.

    :raises PortTakenError: a port that was asked for is not free.
    """
    folder = DataFolder(options.data)
    last = read_json(folder / "ports.json") or {}
    port = choose_port(options.port, last.get("port"), set())
    sandbox_port = choose_port(options.sandbox_port, last.get("sandbox"), {port})
    mail_port = choose_port(0, last.get("mail"), {port, sandbox_port})
    ports = {"port": port, "sandbox": sandbox_port, "mail": mail_port}
    write_json(folder / "ports.json", ports)
    keys = env.get("ELOKET_KEYS")
    side_store = env.get("ELOKET_SIDE_STORE")
    trust = env.get("ELOKET_TRUST_DIR")
    return Plan(
        folder=folder,
        port=port,
        sandbox_port=sandbox_port,
        mail_port=mail_port,
        keys=Path(keys).absolute() if keys else folder / "keys.json",
        side_store=side_store or f"sqlite:///{folder / 'side.sqlite'}",
        trust=Path(trust or folder / "sandbox" / "trust").absolute(),
        worker=options.worker,
        seals_itself=not env.get("ELOKET_SEAL_KEY"),
    )


def admin_password(folder: DataFolder, env: Mapping[str, str]) -> str:
    """Return the password of `admin`: the one given, or a random one that is kept."""
    given = env.get("ELOKET_ADMIN_PASSWORD")
    if given:
        return given
    return keep_text(folder / "admin-password", new_password)


def new_password() -> str:
    """Return a random password that can be typed."""
    return secrets.token_urlsafe(12)


def process_environment(plan: Plan, env: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of all processes."""
    hosts = "localhost,127.0.0.1,::1"
    given = [env[name] for name in ("no_proxy", "NO_PROXY") if env.get(name)]
    no_proxy = ",".join([hosts, *given])
    # compiled once and kept: else each process spends seconds on reading all of Plone
    kept = {name: env[name] for name in env if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        **product_variables(plan),
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore:pkg_resources is deprecated:UserWarning",
        # what is on this machine is never asked through a proxy
        "no_proxy": no_proxy,
        "NO_PROXY": no_proxy,
    }


def seal_variables(plan: Plan) -> dict[str, str]:
    """Return where the sandbox's own seal is; nothing when another one was given."""
    if not plan.seals_itself:
        return {}
    folder = plan.folder / "sandbox"
    return {
        "ELOKET_SEAL_KEY": str(folder / KEY),
        "ELOKET_SEAL_PASSPHRASE_FILE": str(folder / PASSPHRASE),
        "ELOKET_STAMP_TRUST": str(folder / TRUST),
    }


def product_variables(plan: Plan) -> dict[str, str]:
    """Return what the product reads; it stands in zope.conf as well, for commands."""
    return {
        **seal_variables(plan),
        "ELOKET_KEYS": str(plan.keys),
        "ELOKET_SIDE_STORE": plan.side_store,
        "ELOKET_JOURNAL": str(plan.folder / "journal"),
        "ELOKET_SANDBOX": "1",
        "ELOKET_SANDBOX_ADDRESS": plan.sandbox,
        HOUSEHOLDS: plan.households,
        ENTERPRISES: plan.enterprises,
        # the worker signs with it, should somebody let the case system be told
        "ELOKET_REGISTRATION_SECRET_FILE": str(plan.folder / "sandbox" / REGISTRATION),
        "ELOKET_TRUST_DIR": str(plan.trust),
        # a mail host that prints instead of sending, where somebody installed it
        "ENABLE_PRINTING_MAILHOST": "no",
        "zope_i18n_compile_mo_files": "true",
        "zope_i18n_allowed_languages": "nl fr de en",
    }
