"""
A program that never outlives the start that began it, not even when that start gets kill -9.

Between the two stands a guard: this module, run as a program. It reads its standard input, a
pipe that only the start holds open. When the start ends, however it ends, the pipe ends, and
the guard stops the program and everything that program began. A server's workers are not our
children, so asking the kernel to signal our child (PR_SET_PDEATHSIG) would leave them running.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from bootstrap import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, BinaryIO, Dict, List, Optional

# Seconds to end by itself after SIGINT: for finishing requests, and for when the start was killed
# and the next one is waiting at the lock.
GRACE, HURRY = 6, 1


class Guarded:
    """The start's side: ``command``, running under a guard."""

    def __init__(
        self,
        command: List[str],
        *,
        environ: Dict[str, str],
        keep_open: Optional[int] = None,
        leftover: Optional[Path] = None,
        output: Optional[BinaryIO] = None,
        **popen: Any,
    ) -> None:
        """
        Start ``command``, which also holds the open file ``keep_open``.

        Its words go to ``output`` instead of to ours; the folder ``leftover`` is removed once it
        has ended; ``popen`` says how to run it: cwd, user, group.
        """
        order = {
            "command": command,
            "keep_open": [] if keep_open is None else [keep_open],
            "leftover": None if leftover is None else str(leftover),
            "popen": popen,
        }
        # a session of its own: Ctrl-C in the terminal reaches the start only, which then ends
        # things in the right order
        options: Dict[str, Any] = {"start_new_session": True, "pass_fds": order["keep_open"]}
        if sys.platform == "win32":
            options = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bootstrap.guard", json.dumps(order)],
            cwd=str(CHECKOUT),
            env=environ,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            **options,
        )

    def is_running(self) -> bool:
        return self.process.poll() is None

    def wait(self) -> None:
        self.process.wait()

    def stop(self) -> None:
        """End the program and all it began: asked first, forced when it takes too long."""
        if self.process.stdin:
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.write(b"stop")
                self.process.stdin.close()
        try:
            self.process.wait(timeout=GRACE + 3)
        except subprocess.TimeoutExpired:
            self.process.kill()
        finally:
            # also when the guard itself was killed: its group still has its number
            _kill_group(self.process.pid)
            self.process.wait()


def _kill_group(number: int) -> None:
    if sys.platform == "win32":
        subprocess.run(
            ["taskkill", "/F", "/T", "/PID", str(number)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(number, signal.SIGKILL)


def _stop_when_input_ends(program: subprocess.Popen) -> None:
    is_asked = False
    while os.read(0, 64):
        is_asked = True
    if sys.platform == "win32":
        _kill_group(program.pid)
        return
    program.send_signal(signal.SIGINT)
    try:
        program.wait(timeout=GRACE if is_asked else HURRY)
    except subprocess.TimeoutExpired:
        program.kill()


def main() -> None:
    # handlers and not SIG_IGN, which the program would inherit
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: None)
    order = json.loads(sys.argv[1])
    options = dict(order["popen"])
    if sys.platform != "win32":
        options["pass_fds"] = order["keep_open"]
    program = subprocess.Popen(order["command"], stdin=subprocess.DEVNULL, **options)
    threading.Thread(target=_stop_when_input_ends, args=(program,), daemon=True).start()
    program.wait()
    if order["leftover"]:
        shutil.rmtree(order["leftover"], ignore_errors=True)
    # the last act: workers that lost their server, and the guard itself
    _kill_group(program.pid if sys.platform == "win32" else os.getpgrp())


if __name__ == "__main__":
    main()
