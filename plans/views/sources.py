"""The page of a source: what it is, and every fact that rests on it, so that each number leads here in one step."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from plans.citing import facts_of, sources_visible_to
from plans.rules.dates import Window
from plans.views.frame import board_of, frame_of

FIRST_OF_A_KIND = 10


@require_safe
def source(request, key):
    found = get_object_or_404(sources_visible_to(request.user), key=key)
    published = None
    if found.published_on:
        published = Window(found.published_from or found.published_on, found.published_on, inferred=found.is_inferred)
    groups = facts_of(found, request.user)
    only = next((group for group in groups if group.key == request.GET.get("kind")), None)
    context = frame_of(board_of(fact.cited.url for group in groups for fact in group.facts)) | {
        "source": found,
        "published": published,
        "groups": [group for group in groups if only in (None, group)],
        "only": only,
        "first": FIRST_OF_A_KIND,
        "shown": ":" if only else f":{FIRST_OF_A_KIND}",
        "has_more": any(group.has_more for group in groups),
        "count": sum(len(group.facts) for group in groups),
    }
    return render(request, "plans/source.html", context)
