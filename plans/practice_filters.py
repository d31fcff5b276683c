"""What the list of practices can be narrowed to, in which order it stands, and how GPs are counted in it."""

import django_filters as filters
from django.db.models import Q

from plans.enums import CqcRating, Missing
from plans.models import Practice
from plans.pages.practices import ORDERS, PracticeTable, Row, in_order
from plans.rules.practices import ABSENT, DEFINED, GPS

RATINGS = {rating.value: rating.label for rating in CqcRating} | {
    Missing.NOT_RATED.value: "Not rated",
    ABSENT: "Not in the file",
}
NOT_NARROWING = {"sort", "gps"}


class PracticeFilter(filters.FilterSet):
    """`table` is what the files say on the day that is shown; what is in no list changes nothing, and is said."""

    q = filters.CharFilter(label="Name or code", method="with_words", max_length=100)
    place = filters.ChoiceFilter(label="Place", method="in_place", empty_label="All")
    rating = filters.ChoiceFilter(
        label="CQC rating", method="of_rating", choices=list(RATINGS.items()), empty_label="Any"
    )
    state = filters.ChoiceFilter(
        label="Open or closed",
        method="of_state",
        choices=[("open", "Open"), ("closed", "Closed or merged")],
        empty_label="Both",
    )
    gps = filters.ChoiceFilter(label="GPs counted", method="unchanged")
    sort = filters.ChoiceFilter(
        label="Order", method="unchanged", choices=list(ORDERS.items())[1:], empty_label=ORDERS["rating"]
    )

    class Meta:
        model = Practice
        fields: list[str] = []

    def __init__(self, data, *, table: PracticeTable, usual):
        self.table = table
        pks = [line.pk for line in table.practices.lines]
        super().__init__(data, queryset=Practice.objects.filter(pk__in=pks).order_by("pk"))
        self.form.fields["place"].choices = list(_places(table))
        self.form.fields["gps"].empty_label = _definition(usual)
        self.form.fields["gps"].choices = [(m.value, _definition(m)) for m in GPS if m is not usual]
        for field in self.form.fields.values():
            field.error_messages["invalid_choice"] = "“%(value)s” is not in this list, so it changes nothing."

    def with_words(self, queryset, name, value):
        return queryset.filter(*(Q(name__icontains=word) | Q(ods_code__iexact=word) for word in value.split()))

    def in_place(self, queryset, name, value):
        return self._keep(queryset, lambda row: value in (row.line.place_key, row.line.locality_key))

    def of_rating(self, queryset, name, value):
        return self._keep(
            queryset, lambda row: value in (row.rating.rating and row.rating.rating.value, row.rating.kind)
        )

    def of_state(self, queryset, name, value):
        return self._keep(queryset, lambda row: row.is_closed == (value == "closed"))

    def unchanged(self, queryset, name, value):
        return queryset

    def _keep(self, queryset, wanted):
        return queryset.filter(pk__in=[row.line.pk for row in self.table.rows if wanted(row)])

    def rows(self) -> list[Row]:
        """The practices that are wanted, in the order that was asked for. One query."""
        pks = set(self.qs.values_list("pk", flat=True))
        found = [row for row in self.table.rows if row.line.pk in pks]
        return in_order(found, self.form.cleaned_data.get("sort") or "rating", self.table.gps)


def _definition(measure) -> str:
    words = DEFINED[measure]
    return words[:1].upper() + words[1:]


def _places(table: PracticeTable):
    """Localities first, then the places in them; each by name."""
    localities = {row.line.locality_key: row.line.locality for row in table.rows if row.line.locality_key}
    places = {row.line.place_key: row.line.place for row in table.rows if row.line.place_key}
    by_name = lambda pair: pair[1].casefold()  # noqa: E731
    yield from sorted(localities.items(), key=by_name)
    yield from sorted((pair for pair in places.items() if pair[0] not in localities), key=by_name)
