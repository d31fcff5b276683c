"""The door for a real server, `gunicorn thurrock_hwb.wsgi`. It stays shut while any deployment check has something to say."""

import os

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thurrock_hwb.settings")
os.environ.setdefault("DEBUG", "off")

application = get_wsgi_application()

found = run_checks(include_deployment_checks=True)
if found:
    raise ImproperlyConfigured("Not started. Please put right:\n" + "\n".join(f"- {problem}" for problem in found))
