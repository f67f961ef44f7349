"""
What the group "Redactie" may do in the beheer; whoever is staff gets it by joining the group.

Accounts, mails and settings are for administrators. Items are archived, never deleted.
"""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.db.models.signals import post_migrate

EDITORS = "Redactie"

SEE = ("view",)
KEEP = ("view", "change")
ADD = ("view", "add", "change")
ALL = ("view", "add", "change", "delete")

# Who changed what stands in tables of their own, one for each table that is followed.
SEE_HISTORY = "view_historical"

MAY = {
    "practices": {
        "practice": ADD,
        "submission": KEEP,
    },
    "knowledge": {
        "publication": ADD,
        "dossier": ADD,
        "knowledgeitem": ADD,
        "dossierchapter": ALL,
        "dossierentry": ALL,
        "source": ALL,
        "relation": ALL,
        "compassreading": ALL,
        "conceptassignment": ALL,
        "concept": ALL,
        "alternativelabel": ALL,
        "mergedconcept": SEE,
        "conceptscheme": SEE,
        "conceptproposal": ADD,
        "organisation": ALL,
        "municipality": SEE,
        "municipalityname": SEE,
        "province": SEE,
        "fieldcomment": ALL,
        "publicchange": ALL,
        "editing": ALL,
        "task": ALL,
        "reminder": SEE,
        "askedquery": SEE,
        "click": SEE,
        "missedsearch": KEEP,
    },
    "reflection": {
        "exercise": ADD,
        "exercisestep": ALL,
        "exerciseprompt": ALL,
        "promptoption": ALL,
        "combination": ALL,
        "combinationstep": ALL,
        "guidequestion": ADD,
        "guideoption": ALL,
        # What people do with an exercise and write down is theirs alone.
        "exerciseversion": (),
        "reflection": (),
        "answer": (),
        "teammeeting": (),
        "cardgroup": (),
        "card": (),
        "agreement": (),
        "takenitem": (),
    },
    "conversation": {
        "conversationtheme": ADD,
        "statement": ALL,
        "talkquestion": ALL,
        "scalepoint": ADD,
        "resultband": ADD,
        "questionnaireversion": SEE,
        # What people say and agree is theirs alone.
        "conversation": (),
        "participant": (),
        "mailwish": (),
        "score": (),
        "outcome": (),
        "outcomeseat": (),
        "note": (),
        "action": (),
        "reviewmail": (),
    },
}


def follow() -> None:
    post_migrate.connect(give_permissions, dispatch_uid="kennisplaats.roles")


def give_permissions(sender: AppConfig, using: str, **_kwargs: Any) -> None:
    """Give the group what MAY says of the models of one app; what it got beside that stays."""
    if sender.label not in MAY:
        return
    # Django makes them after this same signal, and may come to that later than we.
    create_permissions(sender, verbosity=0, using=using)
    wanted = [f"{act}_{model}" for model, acts in MAY[sender.label].items() for act in acts]
    asked = Q(codename__in=wanted) | Q(codename__startswith=SEE_HISTORY)
    found = Permission.objects.using(using).filter(asked, content_type__app_label=sender.label)
    group, _made = Group.objects.using(using).get_or_create(name=EDITORS)
    group.permissions.add(*found)
