#!/usr/bin/env python
"""Django's command line. With nothing set in the environment it runs for development."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thurrock_hwb.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed for this Python. Run `make install`, then `.venv/bin/python manage.py ...`.")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
