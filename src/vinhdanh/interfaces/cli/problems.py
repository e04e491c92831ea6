"""What a command raises to end with one line on standard error."""


class Problem(Exception):  # noqa: N818 - not every end is an error of the program
    """Ends the command; the text is one Vietnamese sentence: what, where, what to do."""

    code = 1


class BadInput(Problem):
    """The person gave something the command cannot use."""

    code = 2
