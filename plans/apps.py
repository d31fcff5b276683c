from functools import cache

from django.apps import AppConfig
from simple_history.manager import HistoryManager


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the class of history managers, which simple-history builds anew each time: a fifth of what a save costs."""
        setattr(HistoryManager, "from_queryset", staticmethod(cache(HistoryManager.from_queryset)))  # noqa: B010
