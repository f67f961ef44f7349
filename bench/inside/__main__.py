"""``python -m bench.inside TASK …``, on the database of DATABASE_URL."""

import json
import sys

import django

django.setup()

from bench.inside import addresses, documents, items, saving, scores, seats, statements  # noqa: E402

TASKS = {
    "items": items.make,
    "index": items.index,
    "documents": documents.make,
    "addresses": addresses.draw,
    "statements": statements.count,
    "saving": saving.time_saving,
    "sit": seats.sit,
    "kept": seats.kept,
    "invite": scores.invite,
    "talk": scores.talk,
    "scores": scores.scores,
}

task, *words = sys.argv[1:]
json.dump(TASKS[task](*words), sys.stdout)
