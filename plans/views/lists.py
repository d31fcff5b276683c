"""To be written."""

from django.http import HttpResponse


def actions(request, **named):
    return HttpResponse("to be written")


def milestones(request, **named):
    return HttpResponse("to be written")
