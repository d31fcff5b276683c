"""Addresses of the action log and of the forward plan."""

from django.urls import path

from meetings.views import action_log, forward_plan, forward_plan_edit

PLAN = "boards/<slug:board>/forward-plan"
urlpatterns = [
    path("boards/<slug:board>/action-log/", action_log.log, name="action_log"),
    path(f"{PLAN}/", forward_plan.forward_plan, name="forward_plan"),
    path(f"{PLAN}/items/add/", forward_plan_edit.add_planned_item, name="add_planned_item"),
    path(f"{PLAN}/items/<int:pk>/", forward_plan_edit.planned_item, name="planned_item"),
    path(f"{PLAN}/items/<int:pk>/put/", forward_plan_edit.put_planned_item, name="put_planned_item"),
    path(f"{PLAN}/reports/add/", forward_plan_edit.add_recurring_report, name="add_recurring_report"),
    path(f"{PLAN}/reports/<int:pk>/", forward_plan_edit.recurring_report, name="recurring_report"),
    path(
        f"{PLAN}/reports/<int:pk>/put/<slug:key>/", forward_plan_edit.put_recurring_report, name="put_recurring_report"
    ),
]
