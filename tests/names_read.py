"""Which names of an address's question a page looks at: what it never looks at, it need not be asked with.

with names_read() as read:
    client.get(address)
read    # {"as_at", "page"}; everything in it where the page took the question as a whole
"""

from contextlib import contextmanager
from unittest import mock

from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict


class Names(set):
    """Names, or all there are."""

    takes_all = False

    def __contains__(self, name):
        return self.takes_all or super().__contains__(name)


class Watched(QueryDict):
    """A question that tells what it was asked for."""

    read = None  # while it is being made nobody reads it

    def _tell(self, name=None):
        if self.read is None:
            return
        if name is None:
            self.read.takes_all = True
        else:
            self.read.add(name)

    def __getitem__(self, name):
        self._tell(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self._tell(name)
        return super().__contains__(name)

    def get(self, name, default=None):
        self._tell(name)
        return super().get(name, default)

    def getlist(self, name, default=None):
        self._tell(name)
        return super().getlist(name, default)

    def __iter__(self):
        self._tell()
        return super().__iter__()

    def __copy__(self):
        self._tell()
        return super().__copy__()

    def __deepcopy__(self, memo):
        self._tell()
        return super().__deepcopy__(memo)

    def keys(self):
        self._tell()
        return super().keys()

    def values(self):
        self._tell()
        return super().values()

    def items(self):
        self._tell()
        return super().items()

    def lists(self):
        self._tell()
        return super().lists()

    def urlencode(self, safe=None):
        self._tell()
        return super().urlencode(safe)


@contextmanager
def names_read():
    read = Names()

    def question(request):
        if "watched" not in request.__dict__:
            watched = Watched(request.META.get("QUERY_STRING", ""), encoding=request.encoding)
            watched.read = read
            request.__dict__["watched"] = watched
        return request.__dict__["watched"]

    with mock.patch.object(WSGIRequest, "GET", property(question)):
        yield read
