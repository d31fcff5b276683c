"""The same sections as one document, set at once, with margins that the typesetter draws: the plain way.

Kept to measure packs against, and to compare their words, tables and links with.
"""

from html import escape

from meetings.pack.contents import Pack
from meetings.pack.document import written
from meetings.pack.sections.typography import curled

MARGINS = """
.to::after { content: target-counter(attr(href), page) }
body { string-set: who attr(data-who), foot attr(data-foot) }
section { string-set: what attr(data-what); break-before: page }
@page { font: 9pt/11pt "Liberation Sans"; color: #0b0c0c;
  @top-left { content: string(who); width: 84%; vertical-align: bottom; padding-bottom: 7mm }
  @top-right { content: string(what, last); width: 16%; text-align: right; vertical-align: bottom; padding-bottom: 7mm }
  @bottom-left { content: string(foot); width: 80%; white-space: pre-line; vertical-align: top; padding-top: 7mm }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font-weight: 700; width: 20%; text-align: right;
    vertical-align: top; padding-top: 7mm }
}
@page :left {
  @bottom-left { content: "Page " counter(page) " of " counter(pages); font-weight: 700; width: 20% }
  @bottom-right { content: string(foot); font-weight: 400; width: 80%; white-space: pre-line }
}
"""


def one_document(pack: Pack, stylesheet: str) -> str:
    front = pack.front
    foot = f"{escape(curled(front.foot))}&#10;{escape(curled(front.under))}"
    body = "".join(section.html for section in written(pack)).replace('href="pack:', 'href="#')
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(curled(front.title))}</title>'
        f"<style>{stylesheet}{MARGINS}</style></head>"
        f'<body data-who="{escape(curled(front.banner))}" data-foot="{foot}">{body}</body></html>'
    )
