"""What the acts on local instruments are called."""

from vinhdanh.domain.catalogue.states import InstrumentState, What
from vinhdanh.foundation.audit.sentences import Changes, Sentence, tell


def _row(verb: str) -> Sentence:
    def told(before: Changes, after: Changes) -> str:
        row = after or before
        what = What(row["what"]).label.lower() if row.get("what") in What.values else "quy định"
        return f"{verb} dòng {row.get('position', '')} ({what})"

    return told


tell(
    {
        "draft_instrument": lambda _, after: f"lập dự thảo “{after.get('title', '')[:80]}”",
        "mend_instrument": "sửa phần đầu văn bản",
        "add_rule": _row("thêm"),
        "mend_rule": _row("sửa"),
        "drop_rule": _row("bỏ"),
        "discard_instrument": lambda before, _: f"bỏ dự thảo “{before.get('title', '')[:80]}”",
        "publish_instrument": "ban hành văn bản",
        "supersede_instrument": "ghi văn bản được thay thế",
        "withdraw_instrument": "bãi bỏ văn bản",
        "new_version": lambda _, after: f"lập dự thảo phiên bản {after.get('version', '')}",
    },
    titles={
        "draft_instrument": "lập dự thảo quy định",
        "add_rule": "thêm dòng quy định",
        "mend_rule": "sửa dòng quy định",
        "drop_rule": "bỏ dòng quy định",
        "discard_instrument": "bỏ dự thảo quy định",
        "new_version": "lập phiên bản mới của quy định",
    },
    words={"state": {str(value): str(label) for value, label in InstrumentState.choices}},
    kinds={"catalogue.localinstrument": "Quy định của địa phương, đơn vị"},
)
