"""Addresses of the pack of a meeting: its page, its files, and where it is issued, corrected and supplemented."""

from django.urls import path

from meetings.addresses.agenda import MEETING
from meetings.views import pack_issuing, pack_supplements, packs

PACK = f"{MEETING}/pack"

urlpatterns = [
    path(f"{PACK}/", packs.pack_home, name="pack_home"),
    path(f"{PACK}/issue/", pack_issuing.issue_pack, name="issue_pack"),
    path(f"{PACK}/supplement/", pack_supplements.issue_supplement, name="issue_supplement"),
    path(f"{PACK}/supplement/<int:number>/", pack_supplements.correct_supplement, name="correct_supplement"),
    path(f"{PACK}/letters/", pack_issuing.pack_letters, name="pack_letters"),
    path(f"{PACK}/<str:edition>/", packs.pack, name="pack"),
    path(f"{PACK}/<str:edition>/set.zip", packs.pack_set, name="pack_set"),
]
