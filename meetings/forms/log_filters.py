"""What the action log can be narrowed to. Names come from lists; anything else changes nothing."""

from collections.abc import Callable

import django_filters as filters

from meetings.models import MinuteEntry
from meetings.pages.action_log import Group, Log, LogLine

MOST_CARRIED = (1, 2, 3, 4)
NOT_IN_THE_LIST = "“%(value)s” is not in this list, so it changes nothing."


class LogFilter(filters.FilterSet):
    """Lines are conclusions as at a day, so they are looked up in the log, which was read already: no query is made."""

    state = filters.ChoiceFilter(
        label="State", method="of_state", choices=[(g.slug, g.heading.split(":")[0]) for g in Group], empty_label="Any"
    )
    owner = filters.ChoiceFilter(label="Owner", method="of_owner", empty_label="Anybody")
    meeting = filters.ChoiceFilter(label="Minuted on", method="of_meeting", empty_label="Any meeting")
    carried = filters.ChoiceFilter(
        label="Carried forward",
        method="carried_at_least",
        choices=[(str(n), f"{n} or more times") for n in MOST_CARRIED],
        empty_label="However often",
    )

    class Meta:
        model = MinuteEntry
        fields: list[str] = []

    def __init__(self, data, *, log: Log):
        self.log = log
        self.wanted: list[Callable[[LogLine], bool]] = []
        super().__init__(data, queryset=MinuteEntry.objects.none())
        owners = {key: name for line in log.lines for key, name in line.owners}
        meetings = {line.minute.meeting: (line.made_on, line.minute.day) for line in log.lines if line.minute.meeting}
        latest_first = sorted(meetings.items(), key=lambda pair: pair[1], reverse=True)
        self.form.fields["owner"].choices = [
            ("", "Anybody"),
            *sorted(owners.items(), key=lambda pair: pair[1].casefold()),
            ("nobody", "Nobody named"),
        ]
        self.form.fields["meeting"].choices = [
            ("", "Any meeting"),
            *((key, words) for key, (_, words) in latest_first),
        ]
        for field in self.form.fields.values():
            field.error_messages["invalid_choice"] = NOT_IN_THE_LIST

    def keep(self, queryset, wanted: Callable[[LogLine], bool]):
        self.wanted.append(wanted)
        return queryset

    def of_state(self, queryset, name, value):
        return self.keep(queryset, lambda line: line.group.slug == value)

    def of_owner(self, queryset, name, value):
        if value == "nobody":
            return self.keep(queryset, lambda line: not line.owners)
        return self.keep(queryset, lambda line: any(key == value for key, _ in line.owners))

    def of_meeting(self, queryset, name, value):
        return self.keep(queryset, lambda line: line.minute.meeting == value)

    def carried_at_least(self, queryset, name, value):
        return self.keep(queryset, lambda line: line.carried >= int(value))

    def lines(self) -> list[LogLine]:
        self.wanted.clear()
        self.filter_queryset(self.queryset) if self.form.is_valid() else self._what_can_be_read()
        return [line for line in self.log.lines if all(wanted(line) for wanted in self.wanted)]

    def _what_can_be_read(self) -> None:
        """What is in no list changes nothing; the rest still does."""
        for name, value in self.form.cleaned_data.items():
            self.filters[name].filter(self.queryset, value)
