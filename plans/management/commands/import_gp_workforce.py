"""Reads the General Practice Workforce, practice level (CSV or ZIP): shows what it would change and, when told to, saves it."""

from plans.enums import NationalFileKind
from plans.management.national import NationalCommand


class Command(NationalCommand):
    help = "Reads the General Practice Workforce, practice level (CSV or ZIP). Without --commit only shows what it would change."
    kind = NationalFileKind.GP_WORKFORCE
