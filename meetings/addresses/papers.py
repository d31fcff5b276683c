"""Pages of papers: reading one, writing it, what is done to it as a whole, and the templates they begin with."""

from django.urls import path

from meetings.views import paper_steps, paper_templates, papers

_PAPERS = "boards/<slug:board>/meetings/<slug:key>/papers/"

urlpatterns = [
    path("boards/<slug:board>/paper-templates/", paper_templates.paper_templates, name="paper_templates"),
    path("boards/<slug:board>/paper-templates/new/", paper_templates.new_paper_template, name="new_paper_template"),
    path("boards/<slug:board>/paper-templates/<int:pk>/", paper_templates.paper_template, name="paper_template"),
    path(f"{_PAPERS}new/", paper_steps.new_paper, name="new_paper"),
    path(f"{_PAPERS}<slug:paper>/", papers.paper, name="paper"),
    path(f"{_PAPERS}<slug:paper>/write/", papers.write_paper, name="write_paper"),
    path(f"{_PAPERS}<slug:paper>/preview/", papers.preview_paper, name="preview_paper"),
    path(f"{_PAPERS}<slug:paper>/steps/", paper_steps.paper_steps, name="paper_steps"),
]
