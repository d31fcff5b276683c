"""Addresses of threads: what became of what was minuted."""

from django.urls import path

from meetings.views import decided, threads

urlpatterns = [
    path("boards/<slug:board>/minutes/<int:entry>/", threads.thread, name="thread"),
    path("boards/<slug:board>/decisions/", decided.decided, name="decisions"),
]
