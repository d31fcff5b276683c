from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from simple_history.signals import post_create_historical_record

        post_create_historical_record.connect(_something_was_written, dispatch_uid="pages of packs are set ahead")
        from meetings.pages import (  # noqa: F401  # what of meetings can cite a source; what the minutes say of a plan
            citing,
            from_minutes,
        )


def _something_was_written(**heard):
    """What packs are made with is read when the first row is written, and not by every command."""
    from meetings.management.tasks import something_was_written

    something_was_written(**heard)
