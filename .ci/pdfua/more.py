"""Writes what a board issues besides its pack: supplements, corrections, and packs with documents of others in and beside them.

What claims PDF/UA goes into the folder that is named, and is held against veraPDF. What does not goes into `bound` below it,
and is held here against its own word: no claim in the file, and a cover that says so and why.
"""

import os
import sys
from datetime import timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thurrock_hwb.settings")
sys.path.insert(0, str(Path(__file__).parents[2]))
django.setup()

from meetings.changes import issue_packs, issue_supplement  # noqa: E402
from meetings.changes.packs import brought_by  # noqa: E402
from meetings.models import BoardPack  # noqa: E402
from meetings.pack.build import build_pack  # noqa: E402
from meetings.pack.late import brings_of, late_of  # noqa: E402
from meetings.pack.supplement import build_supplement  # noqa: E402
from tests.pack.attaching import attach  # noqa: E402
from tests.pack.issuing import AS_AT, AT, LATE_ON, LATER, make_published, put_item, put_late_paper, put_paper  # noqa: E402
from tests.pack.reading import inflated, text_of  # noqa: E402
from tests.pack.supplied import a_report, a_scan  # noqa: E402

EARLY = AT - timedelta(hours=1)
TAGGED = ("Pharmacies in the evening", a_report(pages=3, tagged=True), "")
BARE = ("A plan of the streets", a_report(pages=1, size="A3 landscape"), "")
SCAN = ("Letters from residents", a_scan(pages=2), "Two letters that ask for a later bus.")
SAYS = "cannot claim the accessibility standard PDF/UA, because"
AFTER = {"as_at": LATE_ON, "at": LATER, "by": None}
FIRST = {"as_at": AS_AT, "at": AT, "by": None}


def main(folder: Path) -> None:
    bound = folder / "bound"
    bound.mkdir()
    meeting = make_published()
    item = meeting.items.order_by("position").first()
    attach(item, *TAGGED, at=EARLY)
    made = build_pack(meeting, edition="public", as_at=AS_AT, built_at=AT)
    (bound / "pack-with-a-tagged-appendix.pdf").write_bytes(made.pdf)
    attach(item, *BARE, at=EARLY + timedelta(minutes=1))
    attach(item, *SCAN, at=EARLY + timedelta(minutes=2))
    made = build_pack(meeting, edition="members", as_at=AS_AT, built_at=AT)
    (bound / "pack-with-appendices-of-each-kind.pdf").write_bytes(made.pdf)

    issue_packs(meeting, appendices="beside", **FIRST)
    put_late_paper(meeting)
    late = put_item(meeting, "Flood wardens", added_on=LATE_ON, late_reason="The river rose.", asked="agree")
    put_paper(late, "Flood wardens", state="late", late_reason="The river rose.", received_on=LATE_ON)
    attach(item, "Map of the river", a_report(pages=2), at=LATER - timedelta(hours=1))
    late_here = late_of(meeting, as_at=LATE_ON)
    papers = [one for one in late_here if one.file is None]
    draft = {"number": 1, "as_at": LATE_ON, "built_at": LATER, "brings": brings_of(papers), "is_draft": True}
    (folder / "supplement-draft.pdf").write_bytes(build_supplement(meeting, edition="members", **draft).pdf)
    issue_supplement(meeting, brings=brings_of(papers), **AFTER)
    issue_supplement(meeting, brings=brought_by(meeting, 1), number=1, because="Forty wardens, not fourteen.", **AFTER)
    with_file = brings_of(one for one in late_here if one.file)
    issue_supplement(meeting, brings=with_file, **AFTER)
    issue_supplement(meeting, brings=with_file, number=2, because="One file.", appendices="inside", **AFTER)
    issue_packs(meeting, because="A wrong figure.", **AFTER)
    for pack in BoardPack.objects.filter(meeting=meeting):
        is_bound = pack.supplement == 2 and pack.version == 2  # the one file with a document of others in it
        ((bound if is_bound else folder) / f"{pack.number.lower()}.pdf").write_bytes(bytes(pack.pdf))

    for file in sorted(bound.glob("*.pdf")):
        pdf = file.read_bytes()
        if b"pdfuaid:part" in inflated(pdf) or SAYS not in " ".join(text_of(pdf).split()):
            raise SystemExit(f"{file.name} holds what others made, and does not say that it claims nothing.")
        print(f"Honest: {file.name} holds what others made, claims nothing, and says why.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
