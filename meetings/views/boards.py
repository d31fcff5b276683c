"""To be written."""

from django.http import HttpResponse


def boards(request, **named):
    return HttpResponse("to be written")


def board(request, **named):
    return HttpResponse("to be written")
