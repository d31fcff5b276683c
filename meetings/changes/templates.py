"""What new papers of a board begin with: kept by authors, one of them the default."""

from meetings.models import PaperTemplate
from plans.changes import keep, take, together


def save_template(template: PaperTemplate, *, by, seen: int = 0) -> PaperTemplate:
    """A new template, or one changed since version `seen`. A new default takes the place of the one before."""
    with together():
        if template.pk:
            take(template, seen=seen)
        if template.is_default:
            others = PaperTemplate.objects.select_for_update().filter(board=template.board_id, is_default=True)
            for other in others.exclude(pk=template.pk):
                other.is_default = False
                keep(other, by=by, because=f"New papers begin with “{template.name}”")
        return keep(template, by=by, because="Template saved")
