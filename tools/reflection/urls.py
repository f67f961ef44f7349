from django.urls import URLPattern, URLResolver

# Each part adds its own; the page of an exercise answers to any name, and comes last.
app_name = "reflection"
urlpatterns: list[URLPattern | URLResolver] = []
