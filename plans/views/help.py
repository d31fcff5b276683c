"""To be written."""

from django.http import HttpResponse


def help_page(request, **named):
    return HttpResponse("to be written")


def how_a_colour_is_decided(request, **named):
    return HttpResponse("to be written")


def accessibility(request, **named):
    return HttpResponse("to be written")
