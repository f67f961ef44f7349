"""Nothing of a person is kept without a decision on what becomes of it (docs/adr/0013)."""

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import Q
from django.test.utils import isolate_apps

from accounts.models import User
from accounts.personal_data import Fate, Register, Tie, faults, person, register
from kennisplaats.personal_data import decide_all, decide_history
from knowledge.models import Profile, Province
from practices.models import Practice

DECIDE = "decide on it in kennisplaats/personal_data.py (docs/adr/0013)"


def made_up(**columns):
    """Return a model of the knowledge app that has these columns; only where apps are isolated."""
    meta = type("Meta", (), {"app_label": "knowledge"})
    return type("Note", (models.Model,), {**columns, "Meta": meta, "__module__": __name__})


def to_person(column=models.ForeignKey):
    return column(User, models.CASCADE, related_name="+")


def own(**also):
    return Tie(
        **{
            "key": "x",
            "title": "X",
            "rows": person("user"),
            "through": ("user",),
            "fate": Fate.GOES,
            **also,
        }
    )


def test_every_model_is_decided_on():
    everything = apps.get_models(include_auto_created=True)

    assert faults(everything) == []


def test_whole_table_is_what_the_walk_needs():
    """Taking any one decision away is noticed: the walk looks at every model."""
    models_of_table = [decision.model for decision in register]

    unnoticed = [model for model in models_of_table if not faults([model], Register())]

    assert unnoticed == []


def test_every_field_of_a_model_of_persons_is_needed():
    unnoticed = [
        f"{decision.model._meta.label}.{name}"
        for decision in register
        if decision.ties
        for name in decision.not_exported
        if not faults([decision.model], without(decision, name))
    ]

    assert unnoticed == []


def without(decision, name):
    others = {key: why for key, why in decision.not_exported.items() if key != name}
    table = Register()
    table.decide(decision.model, *decision.ties, not_exported=others)
    return table


@isolate_apps("knowledge")
def test_model_without_decision_is_told():
    note = made_up(text=models.TextField())

    assert faults([note], Register()) == [f"knowledge.Note: whose are its rows? {DECIDE}"]


@isolate_apps("knowledge")
@pytest.mark.parametrize(
    ("name", "column"),
    [
        pytest.param("keeper", to_person, id="a person"),
        pytest.param("keeper", lambda: to_person(models.OneToOneField), id="one to one"),
        pytest.param("reach", models.EmailField, id="an address, by its type"),
        pytest.param("seen", models.GenericIPAddressField, id="an address of a computer"),
        pytest.param("author_name", models.TextField, id="a name"),
        pytest.param("user_agent", models.TextField, id="a browser"),
        pytest.param("contact_phone", models.TextField, id="a telephone"),
    ],
)
def test_column_of_nobody_that_looks_personal_is_told(name, column):
    note = made_up(**{name: column()})
    table = Register()
    table.nobody(note)

    assert faults([note], table) == [f"knowledge.Note.{name}: {DECIDE}"]


@isolate_apps("knowledge")
def test_column_of_nobody_that_looks_personal_may_be_explained():
    note = made_up(name=models.CharField(max_length=9))
    table = Register()
    table.nobody(note, although={"name": "of a place"})

    assert faults([note], table) == []


@isolate_apps("knowledge")
def test_person_is_never_explained_away():
    note = made_up(user=to_person())
    table = Register()
    table.nobody(note, although={"user": "somebody, but never mind"})

    assert faults([note], table) == [f"knowledge.Note.user: {DECIDE}"]


@isolate_apps("knowledge")
def test_new_field_of_a_model_of_persons_is_told_whatever_its_name():
    note = made_up(user=to_person(), colour=models.CharField(max_length=9))
    table = Register()
    table.decide(note, own(), not_exported={})

    assert faults([note], table) == [f"knowledge.Note.colour: {DECIDE}"]


@isolate_apps("knowledge")
def test_new_list_of_links_of_a_model_of_persons_is_told():
    note = made_up(user=to_person(), places=models.ManyToManyField(Province, related_name="+"))
    table = Register()
    table.decide(note, own(), not_exported={})

    assert faults([note, note.places.through], table) == [f"knowledge.Note.places: {DECIDE}"]


def test_field_that_does_not_exist_any_more_is_told():
    table = Register()
    table.nobody(Province, although={"name": "of a place", "mayor_name": "of its mayor"})

    assert faults([Province], table) == [
        "knowledge.Province.mayor_name is decided on and does not exist"
    ]


def test_what_stays_needs_a_reason():
    names = {"function": "F", "municipality": "G", "organisation": "O", "themes": "T"}
    table = Register()
    table.decide(Profile, own(exported=names, fate=Fate.NAMELESS), not_exported={})

    assert faults([Profile], table) == [f"knowledge.Profile, x: say why it stays; {DECIDE}"]


def test_child_answers_for_its_own_columns_only():
    table = Register()
    table.nobody(Practice)

    assert faults([Practice], table) == []


def test_deciding_twice_is_refused():
    table = Register()
    decide_all(table)

    with pytest.raises(ImproperlyConfigured) as refused:
        table.decide(Profile, own(rows=lambda _user: Q()), not_exported={})

    assert str(refused.value) == "knowledge.Profile is decided on twice"


def test_history_of_what_goes_with_its_person_is_refused():
    table = Register()
    table.decide(Practice, own(), not_exported={})

    with pytest.raises(ImproperlyConfigured) as refused:
        decide_history(table, apps.get_model("practices", "HistoricalPractice"))

    assert str(refused.value) == (
        "practices.HistoricalPractice would keep what goes with its person"
    )
