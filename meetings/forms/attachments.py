"""What is typed to send in a file under an item, to describe it, and to take it out."""

from django import forms
from django.core import signing

from meetings.appendices.facts import PICTURES, Refused
from meetings.appendices.keeping import Looked, look_through, looked_before, too_large
from meetings.changes.attachments import is_told_in_words, words_wanted
from meetings.forms.boards import reason_field
from meetings.models import Attachment

SALT = "a file that was looked through"
TITLE = {"required": "Say what readers will know it by."}
FROM = "For example Exampleshire Public Health. It is printed in front of its pages."
SHOWN = (
    "Only where pages are pictures, such as scans and maps: what they say and show, for those who listen. "
    "It is printed in front of its pages."
)
AGAIN = "Choose the file again: it is no longer here."


class FileForm(forms.Form):
    """A file, and what is said of it. `looked` is what was found in it, `file_name` the name it was sent under.

    A file that was taken is kept for a while: the form goes on without its being chosen again.
    """

    title = forms.CharField(label="Title", max_length=300, error_messages=TITLE)
    file = forms.FileField(
        label="File",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        error_messages={"empty": "The file is empty."},
    )
    given_by = forms.CharField(label="From whom", max_length=200, required=False, help_text=FROM)
    alternative = forms.CharField(
        label="What its pictures show", required=False, help_text=SHOWN, widget=forms.Textarea(attrs={"rows": 4})
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, with_title: bool = True, largest: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.looked: Looked | None = None
        self.file_name = ""
        self.fields["file"].help_text = f"A PDF of up to {largest} MB."
        if not with_title:
            del self.fields["title"]

    def clean(self):
        data = super().clean() or {}
        if "file" in self.errors:
            return data
        try:
            self._take(data.get("file"), data.get("kept", ""))
        except Refused as refused:
            self.add_error("file", str(refused))
            return data
        if self.looked is None:
            self.add_error("file", AGAIN if data.get("kept") else "Choose a file.")
            return data
        sent = self.data.copy()  # type: ignore[attr-defined]
        sent["kept"] = signing.dumps([self.looked.mark, self.file_name], salt=SALT)
        self.data = sent
        if self.looked.facts.pictures and not data.get("alternative", "").strip():
            where = next(one.where for one in self.looked.facts.findings if one.what == PICTURES)
            self.add_error("alternative", words_wanted(where))
        return data

    def _take(self, file, kept: str) -> None:
        if file:
            self.file_name = file.name
            if file.size > self._most():
                raise Refused(too_large(file.size))
            self.looked = look_through(file.read(), name=file.name)
        elif kept:
            try:
                mark, self.file_name = signing.loads(kept, salt=SALT)
            except (signing.BadSignature, ValueError):
                return
            self.looked = looked_before(mark)

    @property
    def taken(self) -> Looked:
        """The file of a valid form."""
        if self.looked is None:
            raise ValueError("No file was taken.")
        return self.looked

    @staticmethod
    def _most() -> int:
        from django.conf import settings

        return settings.ATTACHMENT_MAX_MB * 1024 * 1024


class DescribeForm(forms.ModelForm):
    """What an attachment is called, from whom it is, and what its pictures show."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Attachment
        fields = ("title", "given_by", "alternative")
        labels = {"title": "Title", "given_by": "From whom", "alternative": "What its pictures show"}
        help_texts = {"given_by": FROM, "alternative": SHOWN}
        error_messages = {"title": TITLE}
        widgets = {"alternative": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_told_in_words(self.instance):
            del self.fields["alternative"]


class TakeOutForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    because = reason_field("Why it is taken out", required="Say why it is taken out.")
