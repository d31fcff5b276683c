"""Who signs in, and as what.

A User is a way in; a Person (in plans) is somebody who holds an office. A councillor exists here as a Person long
before they have a sign-in, and after it is gone, so the two are linked and not one.
"""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address. Addresses are kept in lower case, so that one address is one user."""

    use_in_migrations = True

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, password=None, **facts):
        if not email:
            raise ValueError("A user needs an e-mail address: it is what they sign in with.")
        user = self.model(email=email.strip().lower(), **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **facts):
        return self.create_user(email, password, **facts | {"is_staff": True, "is_superuser": True})


class User(AbstractUser):
    """Somebody who can sign in, by e-mail address. What they may do is in their RoleGrants, never in is_staff."""

    username = None  # type: ignore[assignment]  # the address is the name; a second one would only be forgotten
    email = models.EmailField(
        "e-mail address", unique=True, error_messages={"unique": "Somebody already signs in with this e-mail address."}
    )
    person = models.OneToOneField(
        "plans.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="user", verbose_name="person"
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []  # type: ignore[misc]

    objects = UserManager()  # type: ignore[assignment,misc]
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_is_unique_whatever_its_case",
                violation_error_message="Somebody already signs in with this e-mail address.",
            ),
        ]

    def __str__(self):
        return self.get_full_name() or self.email


class Role(models.TextChoices):
    MEMBER = "member", "Board member"
    OFFICER = "officer", "Officer"
    AUTHOR = "author", "Report author"
    CHAIR = "chair", "Chair"
    ADMINISTRATOR = "administrator", "Administrator"


ROLES_OF_A_BOARD = (Role.MEMBER, Role.CHAIR)


class RoleGrant(models.Model):
    """One role given to one user. Members and chairs hold theirs on a board; the others work across boards."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=13, choices=Role.choices)
    board = models.ForeignKey(
        "plans.Board", null=True, blank=True, on_delete=models.PROTECT, related_name="role_grants"
    )
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_grant_names_a_board_exactly_if_the_role_sits_on_one",
                condition=Q(role__in=ROLES_OF_A_BOARD, board__isnull=False)
                | (~Q(role__in=ROLES_OF_A_BOARD) & Q(board__isnull=True)),
                violation_error_message="A board member or chair needs a board; no other role is held on one.",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "board"],
                condition=Q(board__isnull=False),
                name="role_grant_is_given_once_per_board",
                violation_error_message="This person already holds this role on this board.",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(board__isnull=True),
                name="role_grant_without_board_is_given_once",
                violation_error_message="This person already holds this role.",
            ),
        ]

    def __str__(self):
        where = f" of {self.board}" if self.board_id else ""
        return f"{self.user}: {self.get_role_display()}{where}"
