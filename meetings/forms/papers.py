"""What is typed into a paper, section by section; into a template of papers; and what is done to a paper as a whole.

Every box holds text. `values_of` says what stands in the boxes of a paper, `stored` what is kept of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from meetings.enums import ClearanceKind, ImplicationKind
from meetings.models import AgendaItem, Implication, Meeting, Paper, PaperTemplate
from meetings.pack.prose import as_typed, is_rich
from meetings.rules.paper_advice import has_words
from meetings.rules.three_texts import sealed
from plans.models import Person

LONGEST_SECTION = 60_000
LINES = ("recommendations", "appendices")
KINDS = tuple(ImplicationKind)


@dataclass(frozen=True)
class Section:
    """One part of the form. `key` is its place on the page, and the name of its line of help in a template."""

    key: str
    label: str
    fields: tuple[str, ...]
    help: str = ""


SECTIONS = (
    Section(
        "cover",
        "Cover sheet",
        ("title", "wards", "key_decision", "report_of", "head_of_service", "director", "publicity", "author"),
    ),
    Section(
        "summary", "Executive summary", ("summary",), "What it is about and what follows from it, in a few sentences."
    ),
    Section(
        "recommendations",
        "Recommendations",
        ("recommendations",),
        "A line each. Begin with what the Board is to do: agree, approve, refer, note.",
    ),
    Section("background", "Introduction and background", ("background",)),
    Section("issues", "Issues, options and analysis of options", ("issues",)),
    Section("reasons", "Reasons for recommendation", ("reasons",)),
    Section("consultation", "Consultation", ("consultation",), "Overview and scrutiny included, if applicable."),
    Section("impact", "Impact on corporate policies, priorities, performance and community", ("impact",)),
    Section(
        "implications",
        "Implications",
        tuple(name for kind in KINDS for name in (kind.value, f"{kind.value}_by")),
        "Each with who verified it: a name and a post, of finance for money and of law for legal implications.",
    ),
    Section(
        "annexes",
        "Background papers and appendices",
        ("background_papers", "appendices"),
        "Write “None” where there are none.",
    ),
)
NAMES = tuple(name for section in SECTIONS for name in section.fields)
RICH = (
    "summary",
    "recommendations",
    "background",
    "issues",
    "reasons",
    "consultation",
    "impact",
    *(k.value for k in KINDS),
)
LABELS = {
    "title": "Title",
    "wards": "Wards and communities affected",
    "key_decision": "Key decision",
    "report_of": "Report of",
    "head_of_service": "Accountable head of service",
    "director": "Accountable director",
    "publicity": "Public or exempt",
    "author": "Report author",
    "background_papers": "Background papers",
    "appendices": "Appendices",
} | {kind.value: f"{kind.label.split(' (')[0]} implications" for kind in KINDS}
LABELS |= {f"{kind.value}_by": f"{kind.label.split(' (')[0]} implications verified by" for kind in KINDS}
LABELS |= {section.fields[0]: section.label for section in SECTIONS if len(section.fields) == 1}
HINTS = {
    "wards": "“All”, or their names.",
    "key_decision": "Yes or No, with the reason and the reference of the forward plan.",
    "report_of": "Name and post.",
    "author": "Name, post and service.",
    "publicity": "For example “This report is public”.",
    "background_papers": "What the report relies on and is not published, and where it can be inspected.",
    "appendices": "A line each.",
}
MODEL_LENGTHS = {f.name: f.max_length for f in Paper._meta.concrete_fields if getattr(f, "max_length", None)}


def _field(name: str) -> forms.CharField:
    is_box = name in RICH or name in LINES
    longest = LONGEST_SECTION if is_box else MODEL_LENGTHS.get(name, 300)
    widget: forms.Widget = forms.TextInput()
    if is_box:
        rows = 4 if name in (*LINES, *(kind.value for kind in KINDS)) else 9
        widget = forms.Textarea(attrs={"rows": rows} | ({"data-editor": name} if name in RICH else {}))
    return forms.CharField(
        label=LABELS.get(name, name),
        help_text=HINTS.get(name, ""),
        max_length=longest,
        required=name == "title",
        widget=widget,
        error_messages={
            "required": "Enter the title of the paper.",
            "max_length": f"{LABELS.get(name, name)}: %(show_value)d characters are too many; %(limit_value)d can be kept.",
        },
    )


class PaperForm(forms.Form):
    """A whole paper. `seen` carries what its boxes held when it was opened; `because` is asked of a published one."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    because = forms.CharField(
        label="Why it is corrected",
        max_length=300,
        required=False,
        help_text="This paper is published. The reason stays in its history.",
    )

    def __init__(self, *args, is_published: bool = False, help: Mapping[str, str] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.update({name: _field(name) for name in NAMES})
        if is_published:
            self.fields["because"].required = True
            self.fields["because"].error_messages["required"] = "Say why the published paper is corrected."
        else:
            del self.fields["because"]
        self.own_help = help or {}

    @property
    def typed(self) -> dict[str, str]:
        """What stands in each box, right or wrong."""
        return {name: self[name].value() or "" for name in NAMES}


def sections_of(form: PaperForm, theirs: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """The sections as the page shows them: whether anything is written in them, and their boxes, each beside what
    somebody else saved in it meanwhile.
    """
    others = theirs or {}
    typed = form.typed
    return [
        {
            "key": section.key,
            "label": section.label,
            "help": form.own_help.get(section.key) or section.help,
            "boxes": [(form[name], others.get(name)) for name in section.fields],
            "is_written": is_written(section, typed),
            "has_errors": any(name in form.errors for name in section.fields),
        }
        for section in SECTIONS
    ]


def is_written(section: Section, typed: Mapping[str, str]) -> bool:
    """A cover sheet has more on it than its title, and a section more than the number that a template begins it with."""
    return any(has_words(typed.get(name, "")) for name in section.fields if name != "title")


def values_of(paper: Paper, implications: Iterable[Implication]) -> dict[str, str]:
    """What stands in the boxes of a paper as it is saved."""
    values = {name: _shown(name, getattr(paper, name)) for name in NAMES if hasattr(Paper, name)}
    by_kind = {row.kind: row for row in implications}
    for kind in KINDS:
        row = by_kind.get(kind.value)
        values |= {kind.value: as_typed(row.text) if row else "", f"{kind.value}_by": row.verified_by if row else ""}
    return {name: values[name] for name in NAMES}


def _shown(name: str, value) -> str:
    return "\n".join(value) if name in LINES else as_typed(value) if name in RICH else value


def stored(typed: Mapping[str, str], *, before: Mapping[str, str] | None = None) -> tuple[dict[str, Any], dict]:
    """The fields of the paper and its implications, from what was typed. A box as it was `before` keeps what is stored."""
    fields: dict[str, Any] = {}
    for name in NAMES:
        if not hasattr(Paper, name) or (before is not None and same(typed[name], before[name])):
            continue
        text = typed[name].strip()
        if name in LINES:
            fields[name] = [words for line in text.splitlines() if (words := line.strip().removeprefix("- ").strip())]
        else:
            fields[name] = as_typed(text) if is_rich(text) and name in RICH else "\n".join(text.splitlines())
    implications = {
        kind.value: (as_typed(typed[kind.value].strip()), typed[f"{kind.value}_by"].strip())
        for kind in KINDS
        if before is None or not all(same(typed[n], before[n]) for n in (kind.value, f"{kind.value}_by"))
    }
    return fields, implications


def same(one: str, other: str) -> bool:
    return one.strip().splitlines() == other.strip().splitlines()


def opened(paper: Paper, implications: Iterable[Implication]) -> dict[str, str]:
    """What a form of this paper begins with."""
    values = values_of(paper, implications)
    return values | {"seen": sealed(paper.version, values)}


class NewPaperForm(forms.Form):
    """Under which item, by whom, and what it begins with. `key` was given out with the form, so that sent twice it is one."""

    key = forms.SlugField(widget=forms.HiddenInput, max_length=80)
    item = forms.ModelChoiceField(
        AgendaItem.objects.none(), empty_label=None, error_messages={"required": "Choose the item of the agenda."}
    )
    title = forms.CharField(
        label="Title", max_length=300, required=False, help_text="Left empty, it is the title of the item."
    )
    begin = forms.ChoiceField(label="It begins from", required=False)
    author_person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Written by",
        required=False,
        empty_label="Not said yet",
        help_text="An officer finds it on their page of updates, and can write it there.",
    )

    def __init__(self, *args, meeting: Meeting, begins: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        items = meeting.items.order_by("position")
        chosen: dict[str, Any] = self.fields
        chosen["item"].queryset = items
        chosen["author_person"].queryset = Person.objects.order_by("name", "pk")
        chosen["begin"].choices = begins


class TemplateForm(PaperForm):
    """What new papers begin with: the same boxes, a name, and a line of help for each section."""

    name = forms.CharField(label="Name of the template", max_length=120, error_messages={"required": "Enter a name."})
    is_default = forms.BooleanField(label="New papers begin from this one", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        for section in SECTIONS:
            self.fields[f"help_{section.key}"] = forms.CharField(
                label=f"Help shown at “{section.label}”", max_length=300, required=False
            )

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "name": data["name"],
            "is_default": data["is_default"],
            "fields": {name: data[name].strip() for name in NAMES if data[name].strip()},
            "help": {s.key: text for s in SECTIONS if (text := data[f"help_{s.key}"].strip())},
        }

    @staticmethod
    def opened(template: PaperTemplate) -> dict[str, Any]:
        help_lines = {f"help_{key}": text for key, text in template.help.items()}
        facts = {"name": template.name, "is_default": template.is_default, "seen": str(template.version)}
        return template.fields | help_lines | facts


class StepForm(forms.Form):
    """What is done to a paper as a whole. `do` is the button; each asks for what it needs."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    received_on = forms.DateField(
        label="Received on",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Enter a day, such as 2026-11-24."},
    )
    late_on = forms.DateField(
        label="Received on",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Enter a day, such as 2026-11-24."},
    )
    reason = forms.CharField(label="The chair’s reason", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    owed_by = forms.CharField(label="Who sends it", max_length=200, required=False)
    because = forms.CharField(label="Why", max_length=300, required=False)
    person = forms.ModelChoiceField(
        Person.objects.none(), label="Written by", required=False, empty_label="Not said yet"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen: dict[str, Any] = self.fields
        chosen["person"].queryset = Person.objects.order_by("name", "pk")


class ClearanceForm(forms.Form):
    """Who cleared a paper, and when."""

    kind = forms.ChoiceField(label="For", choices=ClearanceKind.choices)
    by_words = forms.CharField(
        label="Cleared by",
        max_length=200,
        help_text="Name and post.",
        error_messages={"required": "Say who cleared it."},
    )
    on = forms.DateField(
        label="On",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Enter the day.", "invalid": "Enter a day, such as 2026-11-24."},
    )
    note = forms.CharField(label="Note", max_length=300, required=False)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self):
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError("That day is still to come.")
        return self.cleaned_data["on"]
