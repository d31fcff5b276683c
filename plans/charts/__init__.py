"""Charts as SVG, drawn on the server from plain values: no database, no clock, no script, no style sheet.

Every chart is a function that returns the SVG, with its title and description inside, and has a `..._table` beside it
that returns the same facts as rows of text, so that a page never shows the one without the other.
"""

from plans.charts.bars import Bar, bars, bars_table, parts_bar, parts_table
from plans.charts.funnel import Place, funnel, funnel_table, worst_first
from plans.charts.marks import status_mark
from plans.charts.multiples import Panel, multiples, multiples_table
from plans.charts.sizes import by_width
from plans.charts.slip import SlipPoint, SlipRow, slip_chart, slip_list, slip_list_table, slip_table
from plans.charts.spc import limits_table, shapes_key, spc_chart, spc_table
from plans.charts.spc_marks import assurance_mark, variation_mark
from plans.charts.spread import dots, ordered_bars, places_table
from plans.charts.status_bar import status_bar, status_bar_table
from plans.charts.theme import DESK, PAPER, PHONE, SCREEN, Theme
from plans.charts.timeline import TimelineMeeting, TimelineMilestone, timeline, timeline_table
from plans.charts.trend import Level, Other, Point, trend, trend_table

__all__ = [
    "status_mark",
    "status_bar",
    "status_bar_table",
    "Level",
    "Other",
    "Point",
    "trend",
    "trend_table",
    "spc_chart",
    "spc_table",
    "limits_table",
    "shapes_key",
    "variation_mark",
    "assurance_mark",
    "Place",
    "funnel",
    "funnel_table",
    "dots",
    "ordered_bars",
    "places_table",
    "worst_first",
    "Panel",
    "multiples",
    "multiples_table",
    "Bar",
    "bars",
    "bars_table",
    "parts_bar",
    "parts_table",
    "SlipPoint",
    "slip_chart",
    "slip_table",
    "SlipRow",
    "slip_list",
    "slip_list_table",
    "TimelineMeeting",
    "TimelineMilestone",
    "timeline",
    "timeline_table",
    "Theme",
    "SCREEN",
    "PHONE",
    "DESK",
    "PAPER",
    "by_width",
]
