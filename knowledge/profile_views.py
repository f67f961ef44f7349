from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.views.generic import FormView

from knowledge.profile import ProfileForm
from knowledge.profile_place import municipality_names


class ProfileView(LoginRequiredMixin, FormView):
    template_name = "knowledge/profile.html"
    form_class = ProfileForm
    success_url = reverse_lazy("accounts:mine")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, municipality_names=municipality_names())

    def form_valid(self, form: ProfileForm) -> HttpResponse:
        form.save()
        messages.success(self.request, "Uw profiel is bewaard.")
        return super().form_valid(form)

    def form_invalid(self, form: ProfileForm) -> HttpResponse:
        """Show the form again with what was typed; 422, for nothing was kept."""
        return self.render_to_response(self.get_context_data(form=form), status=422)
