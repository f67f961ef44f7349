import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from accounts.models import User

TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class UserFactory(factory.django.DjangoModelFactory[User]):
    """
    An account that nobody can log in to with a password; give one to change that.

    Its address is confirmed. Staff has a second factor, as the beheer asks; with
    ``has_second_factor`` that is decided otherwise.
    """

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"gebruiker-{n}@kennisplaats.example")
    name = factory.Sequence(lambda n: f"Gebruiker {n}")
    password = None

    @classmethod
    def _create(cls, model_class, *args, has_second_factor=None, **kwargs):
        user = model_class.objects.create_user(*args, **kwargs)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if user.is_staff if has_second_factor is None else has_second_factor:
            give_second_factor(user)
        return user


def give_second_factor(user):
    """Have ``user`` log in with codes that are made with TOTP_SECRET."""
    return Authenticator.objects.get(pk=TOTP.activate(user, TOTP_SECRET).instance.pk)
