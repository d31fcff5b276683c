"""A pack reads the bytes it was given and nothing else: no file, no network, whatever stands in its text."""

import socket

import pytest

from meetings.pack.render import NamedAssets, Refused, Typesetter
from tests.pack.reading import inflated, text_of

HOSTILE = (
    '<img src="file:///etc/passwd">',
    '<img src="http://127.0.0.1:9/pixel.png">',
    '<img src="//example.org/pixel.png">',
    '<link rel="stylesheet" href="file:///etc/passwd">',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<style>@import url("http://example.org/x.css"); @font-face { font-family: x; src: url("file:///etc/passwd") }</style>',
    '<p style="background: url(file:///etc/passwd)">x</p>',
    '<object data="file:///etc/passwd"></object>',
    '<embed src="file:///etc/passwd">',
    '<svg><title>A drawing</title><image href="file:///etc/passwd"/><use href="file:///etc/passwd#a"/></svg>',
    '<base href="file:///etc/"><img src="passwd">',
    '<img alt="A drawing" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E%3Cimage href=%22file:///etc/passwd%22/%3E%3C/svg%3E">',
    '<img src="asset:../../etc/passwd">',
    '<img src="FILE:///etc/passwd">',
)


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a pack called out")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("fragment", HOSTILE)
def test_a_hostile_fragment_reads_nothing(fragment, no_network, tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'><text>Zanzibarquartz</text></svg>")
    fragment = fragment.replace("file:///etc/passwd", secret.as_uri())

    pdf, _, _ = Typesetter("").set("item-1", f"<p>Before</p>{fragment}<p>After</p>")

    assert "Before" in text_of(pdf)
    assert b"Zanzibarquartz" not in inflated(pdf)
    assert b"root:x:" not in inflated(pdf)


def test_only_named_bytes_and_shapes_are_served():
    fetcher = NamedAssets({"pack.css": b"p { color: red }"})

    assert fetcher.fetch("asset:pack.css").read() == b"p { color: red }"
    assert fetcher.fetch("data:image/svg+xml,<svg/>").read() == b"<svg/>"
    for address in ("asset:other.css", "file:///etc/passwd", "http://example.org/", "data:text/html,x", "pack.css"):
        with pytest.raises(Refused):
            fetcher.fetch(address)


def test_text_is_printed_and_never_run(db):
    from meetings.pack.prose import paragraphs

    blocks = paragraphs(
        '<p>1.1 One &lt;b&gt;</p><script>alert(1)</script><ul><li>two<img src="file:///etc/passwd"></li></ul>'
    )

    assert [(b.kind, b.number, b.text) for b in blocks] == [("n", "1.1", "One <b>"), ("li", "–", "two")]
