"""Metadata of eloket-sandbox; tools are set up in the repository's pyproject.toml."""

from pathlib import Path
from setuptools import find_packages
from setuptools import setup


here = Path(__file__).parent

setup(
    name="eloket-sandbox",
    version="1.0.0a1.dev0",
    description="The outside world of collective.eloket, for trials and tests",
    long_description=(here / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    author="The collective.eloket developers",
    author_email="eloket@example.org",
    url="https://github.com/collective/collective.eloket",
    license="GPL-2.0-only",
    classifiers=[
        "Development Status :: 3 - Alpha",
        "Operating System :: POSIX :: Linux",
        "Private :: Do Not Upload",
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3.11",
    ],
    packages=find_packages("src"),
    package_dir={"": "src"},
    package_data={
        "eloket_sandbox": [
            "templates/*.html",
            "static/*",
            "municipality/forms/*.json",
            "municipality/forms/*.xml",
            "municipality/shipped/*.json",
            "stand_in/*.zcml",
            "deceased/*.zcml",
            "enterprises/*.zcml",
            "households/*.zcml",
            "ebox/*.zcml",
        ]
    },
    zip_safe=False,
    python_requires=">=3.11",
    install_requires=[
        "aiosmtpd",
        "asn1crypto",
        "Authlib",
        "certomancer",
        "collective.eloket",
        "cryptography",
        "Flask",
        "joserfc",
        "plone.distribution",
        "python-stdnum",
        "SQLAlchemy",
        "waitress",
        "ZEO",
    ],
    extras_require={"cluster": ["psycopg2-binary", "RelStorage"]},
    entry_points={
        "console_scripts": [
            "eloket-sandbox = eloket_sandbox.serve:main",
            "eloket-start = eloket_sandbox.start.commands:main",
        ],
    },
)
