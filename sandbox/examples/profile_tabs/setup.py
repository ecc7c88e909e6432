"""Metadata of eloket-example-tabs."""

from setuptools import find_packages
from setuptools import setup


setup(
    name="eloket-example-tabs",
    version="1.0.0a1.dev0",
    description="Example: two tabs more in Mijn profiel of collective.eloket",
    license="GPL-2.0-only",
    packages=find_packages("src"),
    package_dir={"": "src"},
    package_data={"eloket_example_tabs": ["*.zcml", "templates/*.pt"]},
    zip_safe=False,
    python_requires=">=3.11",
    install_requires=["collective.eloket"],
    entry_points={"z3c.autoinclude.plugin": ["target = plone"]},
)
