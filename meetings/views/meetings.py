"""To be written."""

from django.http import HttpResponse


def meetings(request, **named):
    return HttpResponse("to be written")


def meeting(request, **named):
    return HttpResponse("to be written")


def pack(request, **named):
    return HttpResponse("to be written")
