from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from tests.factories.reflection import begun
from tools.reflection.answers import (
    MOST_ROWS,
    AnswerError,
    ClosedError,
    answers_of,
    cleaned,
    keep,
    typed,
)
from tools.reflection.models import Answer
from tools.reflection.script import Kind, Option, Prompt
from tools.sessions.models import Seat

OPTIONS = (Option("een", "Eén"), Option("twee", "Twee"), Option("drie", "Drie"))
# What a browser sends, what is kept of it.
SENT = {
    "short": ("short=Kort%0Aen+bondig", "Kort en bondig"),
    "long": ("long=Een%0D%0Atwee", "Een\ntwee"),
    "choice": ("choice=twee", "twee"),
    "choices": ("choices=drie&choices=een&choices=een", ["een", "drie"]),
    "scale": ("scale:een=4&scale:drie=unknown", {"een": 4, "drie": "unknown"}),
    "ticks": ("ticks=twee", ["twee"]),
    "ranking": ("ranking=drie&ranking=een&ranking=twee", ["drie", "een", "twee"]),
    "table": ("table:0:0=a&table:2:1=b", [["a", "", ""], ["", "b", ""]]),
}


def prompt(kind):
    options = () if kind in {Kind.SHORT, Kind.LONG} else OPTIONS
    return Prompt(key=str(kind), kind=str(kind), text="?", help="", step=1, options=options)


@pytest.mark.parametrize("kind", list(Kind))
def test_answer_of_every_kind_is_kept_and_given_back(db, kind):
    sent, value = SENT[kind]
    seat = begun()

    keep(seat, {str(kind): cleaned(prompt(kind), typed(prompt(kind), QueryDict(sent)))})

    assert answers_of(seat) == {str(kind): value}


@pytest.mark.parametrize("kind", list(Kind))
def test_answer_that_is_kept_reads_as_itself(kind):
    value = SENT[kind][1]

    assert cleaned(prompt(kind), value) == value


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        *((kind, "other=1") for kind in Kind),
        ("short", "short=+%00"),
        ("long", "long=%0D%0A"),
        ("choice", "choice="),
        ("scale", "scale:een="),
        ("table", "table:0:0=+&table:1:2="),
    ],
)
def test_nothing_is_no_answer(kind, sent):
    assert cleaned(prompt(kind), typed(prompt(kind), QueryDict(sent))) is None
    assert cleaned(prompt(kind), None) is None


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        pytest.param("short", 5, id="number for a text"),
        pytest.param("long", ["a"], id="list for a text"),
        pytest.param("choice", "vier", id="unknown option"),
        pytest.param("choice", {"een": 1}, id="object for a choice"),
        pytest.param("choices", "een", id="text for a list"),
        pytest.param("choices", ["een", ["twee"]], id="list in a list"),
        pytest.param("ticks", [None], id="null in a list"),
        pytest.param("scale", ["een"], id="list for a scale"),
        pytest.param("scale", {"vier": 1}, id="unknown statement"),
        pytest.param("scale", {"een": 5}, id="no such point"),
        pytest.param("scale", {"een": True}, id="true is no 1"),
        pytest.param("scale", {"een": 1.0}, id="1.0 is no 1"),
        pytest.param("scale", {"een": ["1"]}, id="list for a point"),
        pytest.param("ranking", ["een", "twee"], id="one is missing"),
        pytest.param("ranking", ["een", "twee", "twee"], id="twice the same"),
        pytest.param("ranking", "een", id="text for an order"),
        pytest.param("table", "een", id="text for rows"),
        pytest.param("table", ["een"], id="text for a row"),
        pytest.param("table", [["a", "b", "c", "d"]], id="a column too many"),
        pytest.param("table", [[{"a": 1}]], id="object in a cell"),
    ],
)
def test_answer_of_another_shape_is_refused(kind, raw):
    with pytest.raises(AnswerError, match="kunnen wij niet lezen") as refused:
        cleaned(prompt(kind), raw)

    assert refused.value.prompt == kind


@pytest.mark.parametrize(("kind", "most"), [("short", 300), ("long", 5_000)], ids=["short", "long"])
def test_text_is_refused_from_its_limit_on(kind, most):
    assert cleaned(prompt(kind), "é" * most) == "é" * most
    with pytest.raises(AnswerError, match="te lang"):
        cleaned(prompt(kind), "é" * (most + 1))


def test_too_long_a_text_is_told_how_long_it_may_be():
    with pytest.raises(AnswerError) as refused:
        cleaned(prompt("long"), "a" * 5_012)

    assert str(refused.value) == (
        "Deze tekst is te lang: 5.012 tekens. Er passen er 5.000. Maak de tekst korter."
    )


def test_table_has_twenty_rows_at_most_and_empty_ones_do_not_count():
    rows = [["a", "", ""]] * MOST_ROWS

    assert cleaned(prompt("table"), [*rows, ["", " "]]) == rows
    with pytest.raises(AnswerError, match="Er passen 20 rijen in deze tabel, en het zijn er 21"):
        cleaned(prompt("table"), [*rows, ["b"]])
    with pytest.raises(AnswerError, match="te lang"):
        cleaned(prompt("table"), [["a" * 501]])


def test_what_no_reader_can_see_is_left_out():
    hostile = "a\x00b\ud800c\u202ed\u200b\U0001f600"

    assert cleaned(prompt("long"), hostile) == "abcd\U0001f600"
    assert cleaned(prompt("table"), [[hostile]]) == [["abcd\U0001f600", "", ""]]


def test_order_as_it_was_shown_is_an_answer_only_when_it_is_said_to_be():
    shown = "ranking=een&ranking=twee&ranking=drie"

    assert typed(prompt("ranking"), QueryDict(shown)) == []
    chosen = typed(prompt("ranking"), QueryDict(f"{shown}&ranking:chosen=ja"))
    assert chosen == ["een", "twee", "drie"]


@pytest.mark.parametrize(
    ("pressed", "order"),
    [
        ("omhoog:ranking:twee", ["twee", "een", "drie"]),
        ("omlaag:ranking:twee", ["een", "drie", "twee"]),
        ("omhoog:ranking:een", ["een", "twee", "drie"]),
        ("omlaag:ranking:drie", ["een", "twee", "drie"]),
        ("omhoog:ranking:vier", []),
        ("omhoog:other:twee", []),
    ],
)
def test_button_moves_something_up_or_down(pressed, order):
    sent = f"ranking=een&ranking=twee&ranking=drie&doe={pressed}"

    assert typed(prompt("ranking"), QueryDict(sent)) == order


def test_button_takes_a_row_away():
    sent = "table:0:0=a&table:1:0=b&doe=weg:table:0"

    assert typed(prompt("table"), QueryDict(sent)) == [["b", "", ""]]


def test_row_and_column_that_no_form_has_are_not_read():
    sent = "table:0:3=a&table:x:0=b&table:-1:0=c&table:0=d&table:1000:0=e&table:٣:0=f"

    assert typed(prompt("table"), QueryDict(sent)) == []


def test_keeping_changes_only_what_it_is_given(db):
    seat, other = begun(), begun()
    keep(seat, {"short": "eerst", "long": "blijft", "choice": "een"})
    keep(other, {"short": "van een ander"})

    keep(seat, {"short": "daarna", "choice": None})

    assert answers_of(seat) == {"short": "daarna", "long": "blijft"}
    assert answers_of(other) == {"short": "van een ander"}
    assert Answer.objects.count() == 3


def test_keeping_moves_the_end_of_the_session(db):
    seat = begun()
    seat.session.changed_at = timezone.now() - timedelta(days=30)
    seat.session.expires_at = seat.session.changed_at + timedelta(days=90)
    seat.session.save()

    keep(seat, {"short": "nieuw"})

    seat.session.refresh_from_db()
    assert seat.session.expires_at > timezone.now() + timedelta(days=89)


def test_nothing_is_kept_in_a_closed_session(db):
    seat = begun()
    keep(seat, {"short": "eerst"})
    seat.session.closed_at = timezone.now()
    seat.session.save()

    with pytest.raises(ClosedError):
        keep(seat, {"short": "te laat", "long": None})

    assert answers_of(seat) == {"short": "eerst"}


def test_who_said_to_be_done_changes_nothing_that_a_colleague_may_see(db):
    seat = begun("duo")
    Seat.objects.filter(pk=seat.pk).update(done_at=timezone.now())

    with pytest.raises(ClosedError):
        keep(seat, {"short": "te laat"})

    assert answers_of(seat) == {}


@pytest.mark.parametrize("gone", ["deleted", "withdrawn"])
def test_nothing_is_kept_at_a_seat_that_is_gone(db, gone):
    seat = begun("duo")
    if gone == "deleted":
        Seat.objects.filter(pk=seat.pk).delete()
    else:
        Seat.objects.filter(pk=seat.pk).update(withdrawn_at=timezone.now())

    with pytest.raises(Seat.DoesNotExist):
        keep(seat, {"short": "te laat"})

    assert not Answer.objects.exists()


def test_keeping_takes_as_many_queries_whatever_there_is_to_keep(db, django_assert_max_num_queries):
    seat = begun()

    with django_assert_max_num_queries(6):
        keep(seat, {str(kind): SENT[kind][1] for kind in Kind})
