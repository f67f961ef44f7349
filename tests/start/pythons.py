"""Pythons and other programs for the tests: real ones of this machine, and made ones that lie."""

import sys
from pathlib import Path


def old_python(*versions):
    """Return a Python of one of ``versions`` that pyenv or the system has, or None."""
    for version in versions:
        homes = (Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python")
        for path in [*sorted(homes), Path(f"/usr/bin/python{version}")]:
            if path.exists():
                return path
    return None


def program(path, script):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def wrapper(path):
    """Make a program at ``path`` that is the Python we run on."""
    return program(path, f'exec "{sys.executable}" "$@"')
