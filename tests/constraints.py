"""How a test breaks a constraint: in the database and, with its message, in a form."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def refusal(instance, constraint=None):
    """
    Return what a form says of ``instance``, having seen the database refuse it.

    ``constraint`` is its name, where both databases give it.
    """
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        instance.save()
    with pytest.raises(ValidationError) as refused:
        instance.validate_constraints()
    return refused.value.messages


def changed(instance, **changes):
    for name, value in changes.items():
        setattr(instance, name, value)
    return instance
