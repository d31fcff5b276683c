"""The facts of a plan. Conclusions are drawn from them in `plans.rules`; nothing here knows what day it is."""

from .bulk import BulkChange, UpdateRequest
from .comments import Comment
from .delivery import Action, Milestone, Responsibility, Statement
from .discrepancies import Discrepancy, DiscrepancyClaim
from .drafts import Draft
from .evidence import (
    AwaitedReading,
    Comparator,
    Indicator,
    Observation,
    OutcomesFramework,
    TrajectoryPoint,
)
from .files import NationalFile
from .people import Alias, Board, ClosedDay, Membership, Organisation, Person, Place, Programme, RoleHolding
from .practices import Practice, PracticeReading
from .sources import Source
from .spreadsheets import ImportPreview
from .strategy import AgreedPlan, Feedback, FeedbackLink, Goal, Objective, Risk, Strategy

__all__ = [
    "Action",
    "AgreedPlan",
    "Alias",
    "AwaitedReading",
    "Board",
    "BulkChange",
    "ClosedDay",
    "Comment",
    "Comparator",
    "Discrepancy",
    "DiscrepancyClaim",
    "Draft",
    "Feedback",
    "FeedbackLink",
    "Goal",
    "ImportPreview",
    "Indicator",
    "Membership",
    "Milestone",
    "NationalFile",
    "Objective",
    "Observation",
    "Organisation",
    "OutcomesFramework",
    "Person",
    "Place",
    "Practice",
    "PracticeReading",
    "Programme",
    "Responsibility",
    "Risk",
    "RoleHolding",
    "Source",
    "Statement",
    "Strategy",
    "TrajectoryPoint",
    "UpdateRequest",
]
