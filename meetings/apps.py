from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from meetings.pages import citing  # noqa: F401  # says what of meetings can cite a source
