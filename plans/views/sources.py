"""To be written."""

from django.http import HttpResponse


def source(request, **named):
    return HttpResponse("to be written")
