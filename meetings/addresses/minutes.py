"""Who came to a meeting, its minutes from the first word to the signature, and what it asked of other bodies."""

from django.urls import path

from meetings.views import attendance, minutes_steps, referrals, write_minutes

AT = "boards/<slug:board>/meetings/<slug:key>"
urlpatterns = [
    path(f"{AT}/attendance/", attendance.record, name="record_attendance"),
    path(f"{AT}/minutes/write/", write_minutes.write_minutes, name="write_minutes"),
    path(f"{AT}/minutes/write/new/<int:item>/<str:kind>/", write_minutes.new_entry, name="new_entry"),
    path(f"{AT}/minutes/write/<int:pk>/", write_minutes.entry, name="entry"),
    path(f"{AT}/minutes/write/<int:pk>/<str:step>/", write_minutes.entry_step, name="entry_step"),
    path(f"{AT}/minutes/<int:version>/", minutes_steps.minutes, name="minutes"),
    path(f"{AT}/minutes/<int:version>/remarks/", minutes_steps.remark, name="remark_on_minutes"),
    path(f"{AT}/minutes/<int:version>/<str:step>/", minutes_steps.step, name="minutes_step"),
    path("boards/<slug:board>/referrals/<slug:key>/", referrals.referral, name="referral"),
]
