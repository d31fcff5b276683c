"""Reads the Learning Disabilities Health Check Scheme (CSV): shows what it would change and, when told to, saves it."""

from plans.enums import NationalFileKind
from plans.management.national import NationalCommand


class Command(NationalCommand):
    help = (
        "Reads the Learning Disabilities Health Check Scheme (CSV). Without --commit only shows what it would change."
    )
    kind = NationalFileKind.LD_HEALTH_CHECKS
