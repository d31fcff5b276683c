"""How ready the pack of a meeting is, and asking for the updates it lacks."""

from django.urls import path

from meetings.views import readiness

_READINESS = "boards/<slug:board>/meetings/<slug:key>/readiness/"

urlpatterns = [
    path(_READINESS, readiness.readiness, name="readiness"),
    path(f"{_READINESS}ask/", readiness.ask_updates, name="ask_updates"),
]
