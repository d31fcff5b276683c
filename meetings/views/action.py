"""To be written."""

from django.http import HttpResponse


def action(request, **named):
    return HttpResponse("to be written")
