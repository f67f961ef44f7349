"""Another process with the database of a server: does what it is told, a line of JSON each."""

import json
import subprocess
import sys
import traceback
from contextlib import redirect_stdout
from importlib import import_module

import django

from bootstrap import CHECKOUT


class Hand:
    """Does the deeds of ``module``, one at a time; to start it takes seconds, a deed hardly any."""

    def __init__(self, module, environ):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.hand", module],
            cwd=CHECKOUT,
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, deed, *facts, **named):
        self.process.stdin.write(json.dumps([deed, facts, named]) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the other process has ended"
        told = json.loads(line)
        assert "fault" not in told, told["fault"]
        return told["answer"]

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


def main():
    django.setup()
    deeds = import_module(sys.argv[1])  # models exist only now
    answers = sys.stdout
    with redirect_stdout(sys.stderr):
        for line in sys.stdin:
            deed, facts, named = json.loads(line)
            try:
                told = {"answer": getattr(deeds, deed)(*facts, **named)}
            except Exception:  # noqa: BLE001 -- whatever it is, the test that asked must fail
                told = {"fault": traceback.format_exc()}
            print(json.dumps(told), file=answers, flush=True)


if __name__ == "__main__":
    main()
