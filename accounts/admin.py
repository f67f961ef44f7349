from collections.abc import Iterable
from typing import Any

from allauth.mfa import admin as _second_factors  # noqa: F401 -- registers, what goes again below
from allauth.mfa.models import Authenticator
from allauth.socialaccount import admin as _organisations  # noqa: F401 -- likewise
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions import admin as _sessions  # noqa: F401 -- likewise
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import User
from accounts.removal import foresee, remove

# Settings come from the environment, no token is kept, and sessions are everybody's own business.
for not_for_administrators in (SocialAccount, SocialApp, SocialToken, UserSession, Authenticator):
    admin.site.unregister(not_for_administrators)


@admin.register(Authenticator)
class SecondFactorAdmin(admin.ModelAdmin):
    """Shows who has which second factor; one is only ever taken away, from who lost it."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    search_fields = ["user__email"]
    fields = ("user", "type", "created_at", "last_used_at")
    readonly_fields = fields
    actions = None

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False


class UserCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name"]


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    add_form = UserCreationForm
    list_display = ["email", "name", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "groups"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    fieldsets = [
        (None, {"fields": ["email", "password", "name"]}),
        (
            "Rechten",
            {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]},
        ),
        ("Data", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": ["email", "name", "usable_password", "password1", "password2"],
            },
        ),
    ]

    def get_deleted_objects(
        self, objs: Iterable[User], request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        """Return what removing does, instead of what the database would delete along."""
        users = list(objs)
        shown: list[Any] = []
        in_the_way = []
        for user in users:
            foreseen = foresee(user)
            shown += [str(user), [part.title for part in foreseen.goes]]
            in_the_way += [item.title for item in foreseen.hand_over]
            if foreseen.is_last_administrator:
                in_the_way.append(f"{user} is de enige beheerder")
        may_not = set() if self.has_delete_permission(request) else {"gebruiker"}
        return shown, {"gebruikers": len(users)}, may_not, in_the_way

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        remove(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            remove(user)
