"""To be written."""

from django.http import HttpResponse


def indicators(request, **named):
    return HttpResponse("to be written")


def indicator(request, **named):
    return HttpResponse("to be written")


def doubts(request, **named):
    return HttpResponse("to be written")
