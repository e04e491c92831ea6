"""What can go wrong when a paper is set, each as one sentence for people."""


class TypesettingFault(Exception):  # noqa: N818 - a fault of data or machine, told to people
    """``str()`` is one Vietnamese sentence: what, where, what to do."""


class FontMissing(TypesettingFault):
    """A font of ours is not installed. ``family`` names it."""

    def __init__(self, family: str) -> None:
        self.family = family
        super().__init__(
            f"Không tìm thấy phông chữ {family} của chương trình; hãy cài lại chương trình rồi thử lại."
        )


class UnprintableText(TypesettingFault):
    """A text holds signs that no font of ours draws. ``signs`` are those signs."""

    def __init__(self, signs: str, where: str = "") -> None:
        self.signs = signs
        shown = ", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in signs[:5])
        place = f" trong “{where}”" if where else ""
        super().__init__(f"Không in được ký tự {shown}{place}; hãy sửa lại chữ này rồi thử lại.")
