from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from meetings.pages import (  # noqa: F401  # what of meetings can cite a source; what the minutes say of a plan
            citing,
            from_minutes,
        )
