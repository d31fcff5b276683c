"""What a file may cost, and how one that is not read says why."""

LARGEST_INFLATED = 3 * 1024**3  # bytes; the ratings of all England are about one gigabyte of XML
LARGEST_RATIO = 250  # inflated to packed, beyond the first bytes; a spreadsheet of real rows stays under 100
RATIO_COUNTS_FROM = 64 * 1024**2  # bytes
MOST_MEMBERS = 2_000  # of a zip
MOST_ROWS = 5_000_000
MOST_COLUMNS = 2_000
LONGEST_CELL = 32_000  # characters
MOST_REFUSED = 50  # cells that are listed one by one
MEMORY = 700 * 1024**2  # of the reading process, addresses included; it uses about a tenth of it
SECONDS = 15 * 60
TELL_EVERY = 5_000  # rows


class NotRead(Exception):
    """The file as a whole is not read. The message is a sentence for whoever sent it."""
