"""Why a pack was not built."""


class NotBuilt(Exception):
    """A pack could not be built. The message is a sentence for whoever asked; nothing was written."""
