"""To be written."""

from django.http import HttpResponse


def changes(request, **named):
    return HttpResponse("to be written")
