from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "thurrock_hwb.accounts"
    label = "accounts"
    verbose_name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
