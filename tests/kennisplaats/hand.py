"""The program of another process: does the deeds it is told, a line of JSON each."""

import json
import sys

import django


def main():
    django.setup()
    from tests.kennisplaats import deeds  # noqa: PLC0415 -- models exist only now

    for line in sys.stdin:
        deed, facts, named = json.loads(line)
        answer = getattr(deeds, deed)(*facts, **named)
        print(json.dumps(answer), flush=True)  # noqa: T201 -- that is how it answers


if __name__ == "__main__":
    main()
