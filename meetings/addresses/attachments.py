"""Addresses of files under an item of an agenda: sent in, described, taken out by its author; read by its readers."""

from django.urls import path

from meetings.views import attachments

_MEETING = "boards/<slug:board>/meetings/<slug:key>"
_ITEM = f"{_MEETING}/agenda/<int:item>/attachments"

urlpatterns = [
    path(f"{_ITEM}/", attachments.attachments, name="attachments"),
    path(f"{_ITEM}/new/", attachments.add_attachment, name="add_attachment"),
    path(f"{_ITEM}/<int:attachment>/", attachments.change_attachment, name="change_attachment"),
    path(f"{_ITEM}/<int:attachment>/out/", attachments.take_out_attachment, name="take_out_attachment"),
    path(f"{_MEETING}/attachments/<int:attachment>/", attachments.attachment, name="attachment"),
]
