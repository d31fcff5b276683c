"""The door for a real server, `gunicorn thurrock_hwb.wsgi`. It stays shut while any deployment check complains."""

import os
import sys

from django.core.checks import WARNING, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thurrock_hwb.settings")
os.environ.setdefault("DEBUG", "off")

application = get_wsgi_application()

found = [problem for problem in run_checks(include_deployment_checks=True) if not problem.is_silenced()]
refused = "\n".join(f"- {problem}" for problem in found if problem.level >= WARNING)
if refused:
    raise ImproperlyConfigured(f"Not started. Please put right:\n{refused}")
sys.stderr.writelines(f"{remark}\n" for remark in found)
