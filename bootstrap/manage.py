"""``python3 start.py manage …``: a command of Django, in the environment the server has."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from bootstrap import CHECKOUT, variables
from bootstrap.data import DataFolder
from bootstrap.environment import become

if TYPE_CHECKING:
    import argparse


def manage(chosen: argparse.Namespace) -> int:
    folder = DataFolder(chosen.data)
    folder.open()
    os.umask(0o077)
    command = [sys.executable, str(CHECKOUT / "manage.py"), *chosen.rest]
    return become(command, variables.for_site(folder, port=chosen.port))
