"""What a browser would send of a form on a page, so that tests send nothing it could not."""

from html.parser import HTMLParser


class _Reader(HTMLParser):
    def __init__(self, form_id):
        super().__init__()
        self.form_id = form_id
        self.is_inside = False
        self.data = {}
        self.select = self.textarea = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.is_inside = given.get("id") == self.form_id
        if not self.is_inside:
            return
        if tag == "input" and "name" in given:
            self._handle_input(given)
        elif tag == "textarea":
            self.textarea = given["name"]
            self.data[self.textarea] = [""]
        elif tag == "select":
            self.select = given
            self.data[given["name"]] = []
        elif tag == "option" and "selected" in given:
            self.data[self.select["name"]].append(given["value"])

    def handle_data(self, data):
        if self.textarea:
            self.data[self.textarea][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.textarea:
            # The first newline in a textarea belongs to the page and not to the text.
            self.data[self.textarea] = [self.data[self.textarea][0].removeprefix("\n")]
            self.textarea = None
        elif tag == "form":
            self.is_inside = False

    def _handle_input(self, given):
        kind = given.get("type", "text")
        is_sent = kind not in {"checkbox", "radio"} or "checked" in given
        if is_sent and kind not in {"submit", "button"}:
            default = "on" if kind == "checkbox" else ""
            self.data.setdefault(given["name"], []).append(given.get("value", default))


def filled_in(response, form_id):
    """Return what the form ``form_id`` on the page holds: the values of each field."""
    reader = _Reader(form_id)
    reader.feed(response.content.decode())
    return {
        name: values
        for name, values in reader.data.items()
        if "__prefix__" not in name and name != "csrfmiddlewaretoken"
    }


def said(response):
    """Return all errors on a page of the admin, those of rows and of whole forms included."""
    context = response.context_data
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    forms = [context["adminform"].form, *[form for formset in formsets for form in formset.forms]]
    return [
        *[message for form in forms for errors in form.errors.values() for message in errors],
        *[message for formset in formsets for message in formset.non_form_errors()],
    ]
