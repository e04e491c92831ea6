"""The square that a phone reads, drawn here; nothing leaves the house."""


def qr_path(text: str) -> tuple[int, str]:
    """Side in modules, quiet zone included, and the path of the dark ones for an SVG of that size."""
    import qrcode

    code = qrcode.QRCode(border=4, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    rows = code.get_matrix()
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, cell in enumerate(row) if cell)
    return len(rows), "".join(dark)
