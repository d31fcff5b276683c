"""Pages of boards and their meetings, and those that show meetings and the plan together."""

from django.urls import path

from meetings.addresses import (
    agenda,
    ahead,
    attachments,
    minutes,
    pack_builds,
    pack_reading,
    packs,
    papers,
    readiness,
    threads,
)
from meetings.views import (
    action,
    agree,
    boards,
    bulk,
    calendar,
    changes,
    dashboard,
    meetings,
    minutes_commit,
    minutes_import,
    minutes_review,
    my_updates,
)

app_name = "meetings"
urlpatterns = [
    path("", dashboard.home, name="home"),
    path("my-updates/", my_updates.my_updates, name="my_updates"),
    path("my-updates/<slug:key>/", my_updates.my_update, name="my_update"),
    path("boards/", boards.boards, name="boards"),
    path("boards/<slug:board>/", dashboard.dashboard, name="dashboard"),
    path("boards/<slug:board>/about/", boards.board, name="board"),
    path("boards/<slug:board>/changes/", changes.changes, name="changes"),
    path("boards/<slug:board>/actions/<str:reference>/", action.action, name="action"),
    path("boards/<slug:board>/actions/<str:reference>/agree-dates/", agree.agree_dates, name="agree_dates"),
    path("boards/<slug:board>/bulk/", bulk.bulk, name="bulk"),
    path("boards/<slug:board>/bulk/<int:pk>/", bulk.bulk_change, name="bulk_change"),
    path("boards/<slug:board>/bulk/<int:pk>/undo/", bulk.undo_bulk, name="undo_bulk"),
    path("boards/<slug:board>/calendar.ics", calendar.calendar, name="calendar"),
    path("calendar/<str:secret>.ics", calendar.calendar_by_secret, name="calendar_by_secret"),
    path("boards/<slug:board>/import-minutes/", minutes_import.import_minutes, name="import_minutes"),
    path("boards/<slug:board>/import-minutes/<int:pk>/", minutes_review.minutes_review, name="minutes_review"),
    path(
        "boards/<slug:board>/import-minutes/<int:pk>/passages/<int:entry>/",
        minutes_review.minutes_entry,
        name="minutes_entry",
    ),
    path("boards/<slug:board>/import-minutes/<int:pk>/commit/", minutes_commit.minutes_commit, name="minutes_commit"),
    *threads.urlpatterns,
    *papers.urlpatterns,
    *ahead.urlpatterns,
    *agenda.urlpatterns,
    *attachments.urlpatterns,
    *minutes.urlpatterns,
    *readiness.urlpatterns,
    *pack_builds.urlpatterns,
    *pack_reading.urlpatterns,
    *packs.urlpatterns,
    path("boards/<slug:board>/meetings/", meetings.meetings, name="meetings"),
    path("boards/<slug:board>/meetings/<slug:key>/", meetings.meeting, name="meeting"),
]
