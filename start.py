"""
Start de kennisplaats, of draai de tests: ``python3 start.py --help``.

Needs nothing but a Python from 3.8 on: it finds a newer one, or gets it, and goes on under that.
"""

import sys

if sys.version_info < (3, 8):  # noqa: UP036 -- the reader may have one that we refuse
    sys.exit("De kennisplaats heeft Python 3.8 of nieuwer nodig om te kunnen starten.")

import signal

from bootstrap import arguments, console, manage, serving, testing
from bootstrap.environment import Environment

COMMANDS = {"serve": serving.serve, "test": testing.test, "manage": manage.manage}


def main(argv: list) -> int:
    """Return the exit code; every way to fail is told in one sentence, without a traceback."""
    console.speak_utf8()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), console.raise_terminated)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        chosen = arguments.parse(argv)
        if chosen.command == "serve":
            serving.refuse_the_impossible(chosen)
        environment = Environment.of_checkout()
        if not environment.is_running_here():
            environment.ensure(with_tests=chosen.command == "test")
            return environment.run_again(argv)
        return COMMANDS[chosen.command](chosen)
    except console.StartError as error:
        console.complain(str(error))
        return 1
    except KeyboardInterrupt:
        console.complain("Gestopt voordat alles klaar was.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
