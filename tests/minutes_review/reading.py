"""How these tests name a page, and what a page says."""

import re

from django.urls import reverse


def place(name, *args):
    return reverse(f"meetings:{name}", args=["marlshire-hwb", *args])


def words(answer):
    """What the page says, as one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("&nbsp;", " ").split())
