"""To be written."""

from django.http import HttpResponse


def plan(request, **named):
    return HttpResponse("to be written")


def goal(request, **named):
    return HttpResponse("to be written")


def objective(request, **named):
    return HttpResponse("to be written")
