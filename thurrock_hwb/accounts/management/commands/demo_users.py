"""Sign-ins for a demonstration, one for each role, on every board that is loaded."""

import secrets

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from plans.models import Board, Person
from thurrock_hwb.accounts.models import ROLES_OF_A_BOARD, Role, RoleGrant, User

SIGN_INS = {
    "member@example.org": (Role.MEMBER,),
    "officer@example.org": (Role.OFFICER,),
    "author@example.org": (Role.AUTHOR,),
    "chair@example.org": (Role.CHAIR, Role.MEMBER),
    "admin@example.org": (Role.ADMINISTRATOR,),
}
OFFICER_OF_THE_DEMO = "officer-demo"  # the key of the person in the fictional board whose actions the officer sees


class Command(BaseCommand):
    help = "Makes (or gives a new password to) a sign-in for each role. Refused unless DEBUG is on."

    def handle(self, **options):
        if not settings.DEBUG:
            raise CommandError("Demonstration sign-ins are for development. DEBUG is off here, so none were made.")
        password = secrets.token_urlsafe(9)
        with transaction.atomic():
            for email, roles in SIGN_INS.items():
                make_sign_in(email, roles, password)
        self.stdout.write("Sign in with any of these and the password " + self.style.SUCCESS(password))
        for email, roles in SIGN_INS.items():
            self.stdout.write(f"  {email:<22}{' and '.join(role.label.lower() for role in roles)}")


def make_sign_in(email, roles, password):
    user = User.objects.filter(email=email).first() or User(email=email)
    user.is_active = True
    user.set_password(password)
    if Role.OFFICER in roles:
        user.person = Person.objects.filter(key=OFFICER_OF_THE_DEMO).first()
    user.save()
    for role in roles:
        for board in Board.objects.order_by("key") if role in ROLES_OF_A_BOARD else [None]:
            RoleGrant.objects.get_or_create(user=user, role=role, board=board)
