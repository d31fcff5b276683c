"""The facts of a plan. Conclusions are drawn from them in `plans.rules`; nothing here knows what day it is."""

from .comments import Comment
from .delivery import Action, Milestone, Responsibility, Statement
from .drafts import Draft
from .evidence import (
    Comparator,
    Discrepancy,
    DiscrepancyClaim,
    Indicator,
    Observation,
    OutcomesFramework,
    Practice,
    TrajectoryPoint,
)
from .people import Alias, Board, Membership, Organisation, Person, Place, Programme, RoleHolding
from .sources import Source
from .spreadsheets import ImportPreview
from .strategy import AgreedPlan, Feedback, Goal, Objective, Risk, Strategy

__all__ = [
    "Action",
    "AgreedPlan",
    "Alias",
    "Board",
    "Comment",
    "Comparator",
    "Discrepancy",
    "DiscrepancyClaim",
    "Draft",
    "Feedback",
    "Goal",
    "ImportPreview",
    "Indicator",
    "Membership",
    "Milestone",
    "Objective",
    "Observation",
    "Organisation",
    "OutcomesFramework",
    "Person",
    "Place",
    "Practice",
    "Programme",
    "Responsibility",
    "Risk",
    "RoleHolding",
    "Source",
    "Statement",
    "Strategy",
    "TrajectoryPoint",
]
