"""Addresses of packs on their way."""

from django.urls import path

from meetings.addresses.agenda import MEETING
from meetings.views import pack_builds

BUILD = f"{MEETING}/pack/builds/<uuid:token>"

urlpatterns = [
    path(f"{BUILD}/", pack_builds.pack_build, name="pack_build"),
    path(f"{BUILD}/file/", pack_builds.pack_build_file, name="pack_build_file"),
]
