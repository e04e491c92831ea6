"""``vinhdanh document sample KIND --out DIR``: a kind of paper filled with fictional data; no database."""

import argparse
from pathlib import Path

from vinhdanh.interfaces.cli.main import emit
from vinhdanh.interfaces.cli.problems import BadInput


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
    """The two files of one paper."""
    from vinhdanh.engines.documents.docx import write_docx
    from vinhdanh.engines.documents.pdf import write_pdf
    from vinhdanh.engines.documents.templates import sample, template

    paper = sample(code, args.medium)
    files = {"docx": write_docx(paper), "pdf": write_pdf(paper)}
    for ending, content in files.items():
        (args.out / f"{code}.{ending}").write_bytes(content)
    return {"kind": code, "title": template(code).title} | {ending: f"{code}.{ending}" for ending in files}
