"""To be written."""

from django.http import HttpResponse


def home(request, **named):
    return HttpResponse("to be written")


def dashboard(request, **named):
    return HttpResponse("to be written")
