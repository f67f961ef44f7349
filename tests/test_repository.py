"""What the checkout promises about itself."""

import gzip
import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))
# Carries its style along: mail programs fetch none.
MAIL = ROOT / "templates" / "mail" / "base.html"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("name", sorted(MANIFEST))
def test_vendored_file_is_as_it_came(name):
    content = (VENDOR / name).read_bytes()

    assert hashlib.sha256(content).hexdigest() == MANIFEST[name]["sha256"]


def test_every_vendored_file_is_in_the_manifest():
    found = {
        path.relative_to(VENDOR).as_posix()
        for path in VENDOR.rglob("*")
        if path.is_file() and "LICENSE" not in path.name and path.name != "manifest.json"
    }

    assert found == set(MANIFEST)


@pytest.mark.parametrize("part", ["ams", "fonts", "htmx", "icons", "kaart"])
def test_vendored_part_ships_its_licence(part):
    licences = list((VENDOR / part).glob("*LICENSE*"))

    assert licences != []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_and_hashed_without_an_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")

    packages = re.findall(r"^[a-z0-9_.-]+(\[.*\])?==\S+.*\\$", text, flags=re.MULTILINE)
    assert len(packages) > 20
    unpinned = [
        line for line in text.splitlines() if line[:1].isalnum() and "==" not in line.split(";")[0]
    ]
    assert unpinned == []
    assert "--hash=sha256:" in text
    assert "://" not in text


def test_lock_file_of_the_front_end_names_no_registry():
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))

    addresses = [name for name, package in lock["packages"].items() if "resolved" in package]
    assert addresses == []


PAGES = [path for path in TEMPLATES if path != MAIL]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_template_has_no_inline_style_or_script(path):
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\bsrc=)", text) == []


def test_style_and_script_stay_within_their_weight():
    styles = ["vendor/fonts/fonts.css", "vendor/ams/ams.css", "kp/tokens.css", "kp/portal.css"]
    scripts = ["vendor/htmx/htmx.min.js", "kp/kp.js"]

    def weight(names):
        return sum(len(gzip.compress((ROOT / "static" / name).read_bytes())) for name in names)

    assert weight(styles) <= 40_000
    assert weight(scripts) <= 25_000


def test_nothing_of_this_machine_is_committed():
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()

    kept_out = ("data/", ".venv", ".env", "static-root/", "node_modules/")
    wrong = [name for name in tracked if name.startswith(kept_out) and name != ".env.example"]
    assert wrong == []
