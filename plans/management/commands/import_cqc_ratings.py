"""Reads the CQC's latest ratings (ODS), or its directory (CSV): shows what it would change and, when told to, saves it."""

from plans.enums import NationalFileKind
from plans.management.national import NationalCommand


class Command(NationalCommand):
    help = "Reads the CQC's latest ratings (ODS), or its directory (CSV). Without --commit only shows what it would change."
    kind = NationalFileKind.CQC_RATINGS
