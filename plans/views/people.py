"""To be written."""

from django.http import HttpResponse


def people(request, **named):
    return HttpResponse("to be written")


def person(request, **named):
    return HttpResponse("to be written")


def organisations(request, **named):
    return HttpResponse("to be written")


def organisation(request, **named):
    return HttpResponse("to be written")
