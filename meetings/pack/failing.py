"""Why a pack was not built."""


class NotBuilt(Exception):
    """A pack could not be built. The message is a sentence for whoever asked; nothing was written."""


class Broken(NotBuilt):
    """The sections do not make a whole: a link leads nowhere, or a letter has no shape. The message says which."""
