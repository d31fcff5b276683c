"""To be written."""

from django.http import HttpResponse


def update_milestone(request, **named):
    return HttpResponse("to be written")


def undo_statement(request, **named):
    return HttpResponse("to be written")
