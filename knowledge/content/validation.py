"""What a model would refuse, asked before anything is written."""

from collections.abc import Collection, Iterable, Iterator
from functools import cache

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Field, Model, Q


def problems(instance: Model, exclude: Collection[str] = ()) -> Iterator[tuple[list[str], str]]:
    """
    Yield what the fields and check constraints of ``instance`` refuse.

    Each with the fields it is about, the likeliest first. Fields in ``exclude``
    are not looked at. Uniqueness is not asked: the loader compares all the
    content and all that is stored at once. One query for each table.
    """
    refused = set(exclude)
    for name, message in _too_long(instance, refused):
        refused.add(name)
        yield [name], message
    for name, message in _field_errors(instance, refused):
        refused.add(name)
        yield [name], message
    for model, constraints in instance.get_constraints():
        checks = [
            constraint
            for constraint in constraints
            if isinstance(constraint, CheckConstraint)
            and refused.isdisjoint(fields_of(constraint.condition))
        ]
        for constraint in _broken(model, checks, instance):
            yield fields_of(constraint.condition), str(constraint.violation_error_message)


def _too_long(instance: Model, exclude: Collection[str]) -> Iterator[tuple[str, str]]:
    # a TextField leaves its max_length to forms
    for name, label, longest in _limits(type(instance)):
        length = len(getattr(instance, name) or "")
        if name not in exclude and length > longest:
            yield name, f"{label} is {length} tekens lang; er passen er {longest}"


@cache
def _limits(model: type[Model]) -> list[tuple[str, str, int]]:
    fields = [field for field in model._meta.concrete_fields if isinstance(field, Field)]
    return [
        (field.attname, str(field.verbose_name), field.max_length)
        for field in fields
        if field.max_length
    ]


def _field_errors(instance: Model, exclude: Collection[str]) -> Iterator[tuple[str, str]]:
    errors: dict[str, list[ValidationError]] = {}
    try:
        instance.clean_fields(exclude=exclude)
    except ValidationError as error:
        errors = error.error_dict
    for name, found in errors.items():
        label = instance._meta.get_field(name).verbose_name  # type: ignore[union-attr]
        for message in ValidationError(found).messages:
            yield name, f"{label}: {message}"


def _broken(
    model: type[Model], checks: list[CheckConstraint], instance: Model
) -> Iterator[CheckConstraint]:
    # all in one question; which one is asked only of the few that are wrong
    everything = CheckConstraint(
        name="everything", condition=Q(*(Q(check.condition) for check in checks))
    )
    if not checks or _holds(everything, model, instance):
        return
    yield from (check for check in checks if not _holds(check, model, instance))


def _holds(check: CheckConstraint, model: type[Model], instance: Model) -> bool:
    try:
        check.validate(model, instance)
    except ValidationError:
        return False
    return True


def fields_of(condition: object) -> list[str]:
    """Return the fields that a condition speaks of, in its order, each once."""
    return list(dict.fromkeys(_fields(condition)))


def _fields(node: object) -> Iterator[str]:
    if isinstance(node, F):
        yield node.name  # type: ignore[attr-defined]
    elif isinstance(node, Q):
        for child in node.children:
            said = child
            if isinstance(child, tuple):
                lookup, said = child
                yield lookup.split("__")[0]
            yield from _fields(said)


def taken[M: Model](
    record: M, others: Iterable[M], names: Iterable[str]
) -> Iterator[tuple[str, M]]:
    """Yield each other record that has a value of ``record`` in a field that must be unique."""
    values = {name: getattr(record, name) for name in names}
    for other in others:
        # the first is enough: an address follows from its name
        same = [name for name, value in values.items() if value == getattr(other, name)]
        if same:
            yield same[0], other
