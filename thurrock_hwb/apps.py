from django.apps import AppConfig


class HouseConfig(AppConfig):
    """The house itself: it has no models, only the checks made before it opens."""

    name = "thurrock_hwb"
    label = "house"
    verbose_name = "house"

    def ready(self):
        from . import checks  # noqa: F401
