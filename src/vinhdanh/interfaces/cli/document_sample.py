"""``vinhdanh document sample KIND --out DIR``: a kind of paper filled with fictional data; no database."""

import argparse
from pathlib import Path

from vinhdanh.interfaces.cli.main import emit
from vinhdanh.interfaces.cli.problems import BadInput

_CERTIFICATES = "T35"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="LOẠI", help="T01 … T40, T04-2, hoặc all")
    parser.add_argument("--out", type=Path, required=True, metavar="THƯ_MỤC", help="nơi ghi tệp")
    parser.add_argument(
        "--medium", choices=("paper", "electronic"), default="paper", help="văn bản giấy hay điện tử"
    )


def run(args: argparse.Namespace) -> int:
    from vinhdanh.engines.documents.templates import codes, papers_of

    found = papers_of(args.kind)
    if not found:
        raise BadInput(f"Không có loại văn bản “{args.kind}”; các loại: {', '.join(codes())} (hoặc all).")
    try:
        args.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"Không ghi được vào {args.out}: {error.strerror}.") from error
    emit([_write(code, args) for code in found])
    return 0


def _write(code: str, args: argparse.Namespace) -> dict[str, str]:
    """The files of one kind: a paper as Word and PDF, a certificate as its words, sheet and overlay."""
    from vinhdanh.engines.documents.docx import write_docx
    from vinhdanh.engines.documents.pdf import write_pdf
    from vinhdanh.engines.documents.templates import sample, template

    paper = sample(code, args.medium)
    files = {"docx": (f"{code}.docx", write_docx(paper))}
    if code.startswith(_CERTIFICATES):
        files |= _sheets(code)
    else:
        files["pdf"] = (f"{code}.pdf", write_pdf(paper))
    for name, content in files.values():
        (args.out / name).write_bytes(content)
    return {"kind": code, "title": template(code).title} | {kind: name for kind, (name, _) in files.items()}


def _sheets(code: str) -> dict[str, tuple[str, bytes]]:
    from vinhdanh.engines.documents.certificates.samples import print_sample

    return {
        "pdf": (f"{code}.pdf", print_sample(code)),
        "overlay": (f"{code}-phoi.pdf", print_sample(code, preprinted=True)),
    }
