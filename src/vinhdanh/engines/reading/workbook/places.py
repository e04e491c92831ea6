"""Letters and numbers of columns: A is 0, Z is 25, AA is 26."""


def letters(column: int) -> str:
    """The letters of a column counted from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def column_of(reference: str) -> int:
    """The column, from 0, of a cell's reference such as "AB12"."""
    column = 0
    for char in reference:
        if not char.isalpha():
            break
        column = column * 26 + ord(char.upper()) - ord("A") + 1
    return column - 1
