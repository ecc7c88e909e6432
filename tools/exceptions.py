"""Counts what silences a check; the counts may fall, and rise only with a decision."""

from pathlib import Path

import re
import sys


ROOT = Path(__file__).parents[1]
LIMITS = ROOT / "tools" / "exceptions.txt"

#: What is counted → how it is seen. Written so that this file does not count itself.
SEEN = {
    "noqa": r"#\s*no" + r"qa",
    "type: ignore": r"#\s*type:\s*ig" + r"nore",
    "xfail": r"mark\.xf" + r"ail|pytest\.xf" + r"ail",
    "skip": r"mark\.sk" + r"ip|pytest\.sk" + r"ip|importorsk" + r"ip",
    "sleep": r"\bsl" + r"eep\(",
}


def counts() -> dict[str, int]:
    """Return how often each stands in our code and tests."""
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("src", "sandbox", "tests", "tools")
        for path in sorted((ROOT / folder).rglob("*.py"))
    )
    return {name: len(re.findall(pattern, text)) for name, pattern in SEEN.items()}


def main() -> int:
    """Print the counts; 1 when one is higher than allowed."""
    allowed = {}
    for line in LIMITS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, number = line.rpartition(" ")
            allowed[name] = int(number)
    found = counts()
    print("  ".join(f"{name}: {number}" for name, number in found.items()))
    risen = [name for name, number in found.items() if number > allowed[name]]
    for name in risen:
        print(f"{name} rose above {allowed[name]}: write a decision, see {LIMITS}")
    return 1 if risen else 0


if __name__ == "__main__":
    sys.exit(main())
