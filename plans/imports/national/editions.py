"""Which day a file is of, and the Source that stands for it: one for each file, by its bytes and its name."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.text import slugify

from plans.enums import NationalFileKind as Kind
from plans.enums import SourceKind
from plans.models import Source
from plans.rules.dates import long_date

from .figures import ReadFile
from .limits import NotRead

PUBLISHERS = {
    Kind.CQC_RATINGS: ("Care Quality Commission", "https://www.cqc.org.uk/about-us/transparency/using-cqc-data"),
    Kind.GP_WORKFORCE: (
        "NHS England",
        "https://digital.nhs.uk/data-and-information/publications/statistical/general-and-personal-medical-services",
    ),
    Kind.LD_HEALTH_CHECKS: (
        "NHS England",
        "https://digital.nhs.uk/data-and-information/publications/statistical/learning-disabilities-health-check-scheme",
    ),
    Kind.FINGERTIPS: ("Office for Health Improvement and Disparities", "https://fingertips.phe.org.uk/"),
}
CHUNK = 1 << 20


@dataclass(frozen=True)
class Edition:
    """One published file. `said_on` is the day its figures count as said from; how that is known stands in `because`."""

    kind: str
    file_name: str
    sha256: str
    title: str
    said_on: date
    earliest: date | None = None
    because: str = ""

    def source(self) -> Source:
        """The Source there is for this file, or a new one, not yet saved."""
        key = f"{slugify(Path(self.file_name).stem.replace('_', '-'))[:60]}-{self.sha256[:12]}".strip("-")
        known = Source.objects.filter(key=key).first()
        if known:
            return known
        publisher, url = PUBLISHERS[Kind(self.kind)]
        published = (
            "" if self.because or long_date(self.said_on) in self.title else f", published {long_date(self.said_on)}"
        )
        return Source(
            key=key,
            kind=SourceKind.DATA_FILE,
            title=f"{publisher}: {self.title} ({self.file_name})"[:300],
            short=f"{self.title}{published}"[:120],
            published_from=self.earliest,
            published_on=self.said_on,
            is_inferred=bool(self.because),
            inferred_because=self.because,
            url=url,
        )


def edition_of(read: ReadFile, *, file_name: str, sha256: str, published: date | None, on: date) -> Edition:
    """The edition a file is of. Raises NotRead where its days cannot be true."""
    ends = [one.period_end for board in read.boards for one in board.figures]
    ends += [one.period_end for board in read.boards for one in board.readings]
    last = max(ends, default=read.said_on or on)
    if last > on:
        raise NotRead(f"The file speaks of {long_date(last)}, which is still to come.")
    said_on = published or read.said_on
    if said_on is None:
        because = (
            "Its day is not printed in the file; it was published after its period and by the day it was read here."
        )
        return Edition(read.kind, file_name, sha256, read.title, on, min(last, on), because)
    if said_on > on:
        raise NotRead(f"{long_date(said_on)} is still to come; the file cannot have been published then.")
    if said_on < last:
        raise NotRead(f"Published on {long_date(said_on)}, the file could not speak of {long_date(last)}.")
    return Edition(read.kind, file_name, sha256, read.title, said_on)


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
