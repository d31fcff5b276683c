"""What setting pages costs, measured in a process that does nothing else. Imports no Django, as the processes themselves."""

import resource
import time


def set_plainly(html: str) -> tuple[float, int, int, float]:
    """A whole document set the plain way: seconds, pages, bytes of the file, and the most memory it took, in MB."""
    from meetings.pack.render import typeset

    typeset("<title>t</title><p>A <b>b</b></p>", {})
    begun = time.perf_counter()
    pdf, pages = typeset(html, {})
    return time.perf_counter() - begun, pages, len(pdf), most_memory()


def most_memory(_: object = None) -> float:
    """The most memory this process has taken, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
