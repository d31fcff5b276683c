"""Addresses of what a pack has and of packs in the browser: chosen and looked at by authors, read by whoever may."""

from django.urls import path

from meetings.addresses.agenda import BOARD, MEETING
from meetings.views import pack_reading, pack_sections

READ = f"{MEETING}/pack/<str:edition>/read"
PREVIEW = f"{MEETING}/pack/<str:edition>/preview"

urlpatterns = [
    path(f"{BOARD}/pack-sections/", pack_sections.board_sections, name="board_sections"),
    path(f"{MEETING}/pack/sections/", pack_sections.pack_sections, name="pack_sections"),
    path(f"{READ}/", pack_reading.read_pack, name="read_pack"),
    path(f"{READ}/whole/", pack_reading.read_whole_pack, name="read_whole_pack"),
    path(f"{READ}/<slug:section>/", pack_reading.read_pack_section, name="read_pack_section"),
    path(f"{PREVIEW}/", pack_reading.preview_pack, name="preview_pack"),
    path(f"{PREVIEW}/whole/", pack_reading.preview_whole_pack, name="preview_whole_pack"),
    path(f"{PREVIEW}/<slug:section>/", pack_reading.preview_pack_section, name="preview_pack_section"),
]
