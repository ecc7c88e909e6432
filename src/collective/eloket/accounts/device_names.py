"""What do we call a browser, so that its citizen knows it again?"""

#: What stands in a User-Agent header → what people call it; the first that fits. Many
#: browsers name others as well (RFC 9110, section 10.1.5).
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def name_of(agent: str) -> str:
    """Return browser and system, as in ``Firefox, Windows``; empty if both are new."""
    found = (
        next((name for mark, name in names if mark in agent), None)
        for names in (BROWSERS, SYSTEMS)
    )
    return ", ".join(name for name in found if name)
