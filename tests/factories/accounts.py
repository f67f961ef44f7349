import factory

from accounts.models import User


class UserFactory(factory.django.DjangoModelFactory[User]):
    """An account that nobody can log in to with a password; give one to change that."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"gebruiker-{n}@kennisplaats.example")
    name = factory.Sequence(lambda n: f"Gebruiker {n}")
    password = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(*args, **kwargs)
