"""Pages of a plan. Every one of them takes `?as_at=YYYY-MM-DD`."""

from django.urls import path

from plans.views import (
    comments,
    define_indicator,
    doubts,
    feedback,
    indicator_register,
    indicators,
    lists,
    national_files,
    owners,
    people,
    plan,
    practices,
    readings,
    sources,
    spreadsheets,
    updates,
)
from plans.views import help as help_pages

app_name = "plans"
urlpatterns = [
    path("boards/<slug:board>/plan/", plan.plan, name="plan"),
    path("boards/<slug:board>/plan/export.xlsx", spreadsheets.export_plan, name="export_plan"),
    path("boards/<slug:board>/plan/import/", spreadsheets.import_plan, name="import_plan"),
    path("boards/<slug:board>/plan/import/<uuid:token>/", spreadsheets.import_preview, name="import_preview"),
    path("boards/<slug:board>/goals/<str:code>/", plan.goal, name="goal"),
    path("boards/<slug:board>/objectives/<str:code>/", plan.objective, name="objective"),
    path("boards/<slug:board>/actions/", lists.actions, name="actions"),
    path("boards/<slug:board>/actions/<str:reference>/comments/", comments.comment, name="comment"),
    path("boards/<slug:board>/milestones/", lists.milestones, name="milestones"),
    path("boards/<slug:board>/milestones/<str:reference>/update/", updates.update_milestone, name="update_milestone"),
    path("boards/<slug:board>/statements/<int:pk>/undo/", updates.undo_statement, name="undo_statement"),
    path("boards/<slug:board>/indicators/", indicators.indicators, name="indicators"),
    path("boards/<slug:board>/indicators/<slug:key>/", indicators.indicator, name="indicator"),
    path(
        "boards/<slug:board>/indicators/<slug:key>/define/", define_indicator.define_indicator, name="define_indicator"
    ),
    path("boards/<slug:board>/indicators/<slug:key>/enter/", readings.add_reading, name="add_reading"),
    path(
        "boards/<slug:board>/indicators/<slug:key>/readings/<int:pk>/correct/",
        readings.correct_reading,
        name="correct_reading",
    ),
    path("boards/<slug:board>/indicator-register/", indicator_register.indicator_register, name="indicator_register"),
    path("boards/<slug:board>/readings/<int:pk>/undo/", readings.undo_reading, name="undo_reading"),
    path("boards/<slug:board>/awaited/<int:pk>/undo/", readings.undo_awaited, name="undo_awaited"),
    path("boards/<slug:board>/doubts/", doubts.doubts, name="doubts"),
    path("boards/<slug:board>/doubts/raise/", doubts.raise_doubt, name="raise_doubt"),
    path("boards/<slug:board>/doubts/<str:code>/", doubts.doubt, name="doubt"),
    path("boards/<slug:board>/doubts/<str:code>/undo/", doubts.undo_settling, name="undo_settling"),
    path("boards/<slug:board>/practices/", practices.practices, name="practices"),
    path("boards/<slug:board>/practices/<slug:key>/", practices.practice, name="practice"),
    path("boards/<slug:board>/national-files/", national_files.national_files, name="national_files"),
    path("boards/<slug:board>/national-files/<uuid:token>/", national_files.national_file, name="national_file"),
    path("boards/<slug:board>/feedback/", feedback.feedback, name="feedback"),
    path("boards/<slug:board>/feedback/add/", feedback.add_feedback, name="add_feedback"),
    path("boards/<slug:board>/feedback/<slug:key>/", feedback.edit_feedback, name="edit_feedback"),
    path("boards/<slug:board>/needs-an-owner/", owners.needs_owner, name="needs_owner"),
    path("people/", people.people, name="people"),
    path("people/<slug:key>/", people.person, name="person"),
    path("people/<slug:key>/hand-over/", owners.hand_over, name="hand_over"),
    path("organisations/", people.organisations, name="organisations"),
    path("organisations/<slug:key>/", people.organisation, name="organisation"),
    path("sources/<slug:key>/", sources.source, name="source"),
    path("help/", help_pages.help_page, name="help"),
    path("help/how-a-colour-is-decided/", help_pages.how_a_colour_is_decided, name="colours"),
    path("help/how-contradictions-are-found/", help_pages.how_doubts_are_found, name="how_doubts"),
    path("help/accessibility/", help_pages.accessibility, name="accessibility"),
]
