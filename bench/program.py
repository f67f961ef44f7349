"""What the programs of the bench share: how they end, and where they keep their databases."""

import argparse
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.data import Data
from bench.databases import Databases, databases
from bench.server import PORTAL, Running, serving
from bootstrap.console import StartError, Terminated, raise_terminated


def add_place(parser: argparse.ArgumentParser) -> None:
    """Let who starts it choose ``--engine`` and ``--data``."""
    parser.add_argument(
        "--engine", choices=["postgres", "sqlite"], default="postgres", help="default: postgres"
    )
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="where the databases are kept and found again (default: a folder that is deleted)",
    )


def end_with(run: Callable[[], int]) -> None:
    """Leave with what ``run`` returns; stopped on the way, what it started is cleaned up first."""
    signal.signal(signal.SIGTERM, raise_terminated)
    try:
        sys.exit(run())
    except StartError as error:
        sys.exit(str(error))
    except Terminated:
        sys.exit(128 + signal.SIGTERM)
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


@contextmanager
def folder_of(wanted: Path | None) -> Iterator[Path]:
    """Give the folder of ``--data``, or one that is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="kp-bench-", ignore_cleanup_errors=True) as made:
        folder = (wanted or Path(made)).expanduser().resolve()
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)  # PostgreSQL may be another user
        yield folder


class Portal:
    """The portal at a new database named ``name``, with a server once ``serve`` is entered."""

    def __init__(self, name: str, folder: Path, found: Databases, engine: str) -> None:
        self.name = name
        self.folder = folder
        self.databases = found
        self.data = Data(folder, found, engine=engine, seed=1)
        self.data.fresh(name)
        self.data.collect_static()

    def inside(self, *words: str) -> Any:
        return self.data.inside(self.name, *words)

    @contextmanager
    def serve(self) -> Iterator[Running]:
        environ = self.data.environment(self.name)
        with serving(PORTAL, environ, log=self.folder / "kennisplaats.log") as server:
            yield server


@contextmanager
def fresh_portal(name: str, chosen: argparse.Namespace) -> Iterator[Portal]:
    """Give a portal with starter content, on what ``add_place`` let choose."""
    with folder_of(chosen.data) as folder, databases(chosen.engine, folder) as found:
        yield Portal(name, folder, found, chosen.engine)
