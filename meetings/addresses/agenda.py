"""Addresses of boards and of meetings until they are held: what they are, who sits on them, what is on their agendas."""

from django.urls import path

from meetings.views import agenda, board_edit, meeting_edit

BOARD = "boards/<slug:board>"
MEETING = f"{BOARD}/meetings/<slug:key>"

urlpatterns = [
    path(f"{BOARD}/about/edit/", board_edit.edit_board, name="edit_board"),
    path(f"{BOARD}/seats/", board_edit.seats, name="seats"),
    path(f"{BOARD}/seats/<int:seat>/end/", board_edit.end_seat, name="end_seat"),
    path(f"{BOARD}/standing-items/", board_edit.standing_items, name="standing_items"),
    path(f"{BOARD}/closed-days/", board_edit.closed_days, name="closed_days"),
    path(f"{BOARD}/urgent-action/", meeting_edit.urgent_action, name="urgent_action"),
    path(f"{BOARD}/meetings/new/", meeting_edit.plan_meeting, name="plan_meeting"),
    path(f"{MEETING}/edit/", meeting_edit.edit_meeting, name="edit_meeting"),
    path(f"{MEETING}/publish/", meeting_edit.publish_agenda, name="publish_agenda"),
    path(f"{MEETING}/cancel/", meeting_edit.cancel_meeting, name="cancel_meeting"),
    path(f"{MEETING}/held/", meeting_edit.hold_meeting, name="hold_meeting"),
    path(f"{MEETING}/agenda/", agenda.edit_agenda, name="edit_agenda"),
    path(f"{MEETING}/agenda/new/", agenda.add_item, name="add_item"),
    path(f"{MEETING}/agenda/late/", agenda.add_late_item, name="add_late_item"),
    path(f"{MEETING}/agenda/<int:item>/", agenda.edit_item, name="edit_item"),
    path(f"{MEETING}/agenda/<int:item>/off/", agenda.take_off_item, name="take_off_item"),
    path(f"{MEETING}/agenda/<int:item>/paper/", agenda.announce_paper, name="announce_paper"),
]
