"""Reads a Fingertips download (CSV): shows what it would change and, when told to, saves it."""

from plans.enums import NationalFileKind
from plans.management.national import NationalCommand


class Command(NationalCommand):
    help = "Reads a Fingertips download (CSV). Without --commit only shows what it would change."
    kind = NationalFileKind.FINGERTIPS
