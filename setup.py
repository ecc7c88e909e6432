"""Metadata of collective.eloket; tools are set up in pyproject.toml."""

from pathlib import Path
from setuptools import find_namespace_packages
from setuptools import setup


here = Path(__file__).parent

setup(
    name="collective.eloket",
    version="1.0.0a1.dev0",
    description="An e-loket (electronic desk) for Belgian municipalities on Plone",
    long_description=(here / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    keywords="Plone eID itsme OIDC Belgium municipality e-government",
    author="The collective.eloket developers",
    author_email="eloket@example.org",
    url="https://github.com/collective/collective.eloket",
    license="GPL-2.0-only",
    classifiers=[
        "Development Status :: 3 - Alpha",
        "Environment :: Web Environment",
        "Framework :: Plone",
        "Framework :: Plone :: 6.2",
        "Framework :: Plone :: Addon",
        "Framework :: Zope :: 5",
        "Operating System :: POSIX :: Linux",
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Programming Language :: Python :: 3.13",
        "Topic :: Office/Business",
    ],
    packages=find_namespace_packages("src", include=["collective*"]),
    package_dir={"": "src"},
    include_package_data=True,
    zip_safe=False,
    python_requires=">=3.11",
    install_requires=[
        "setuptools<82",
        "Products.CMFPlone",
        "plone.api",
        "plone.classicui",
        "plone.restapi>=10",
        "pas.plugins.oidc>=2.0.0",
        "collective.easyform>=5.0.2",
        "SQLAlchemy>=2",
        "argon2-cffi",
        "cryptography",
        "email-validator",
        "holidays",
        "joserfc",
        "lxml",
        "phonenumbers",
        "python-stdnum",
        "requests",
        "segno",
        "weasyprint>=70",
        "zxcvbn>=4.5",
    ],
    extras_require={
        "postgresql": ["RelStorage", "psycopg2-binary"],
        "test": [
            "Products.CMFPlone[test]",
            "axe-playwright-python",
            "hypothesis",
            "jsonschema",
            "pikepdf",
            "playwright",
            "pytest-cov",
            "pytest-plone",
            "pytest-socket",
            "responses",
            "RelStorage",
            "psycopg2-binary",
            "ZEO",
        ],
    },
    entry_points={
        "z3c.autoinclude.plugin": ["target = plone"],
        "console_scripts": [
            "eloket-keys = collective.eloket.vault.commands:main",
            "eloket-worker = collective.eloket.outbox.commands:main",
            "eloket-cases = collective.eloket.cases.commands:main",
            "eloket-erase = collective.eloket.setup.commands:main",
        ],
    },
)
