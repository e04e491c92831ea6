"""What the acts of this room are called."""

from vinhdanh.foundation.audit.sentences import tell

_VERDICTS = {"met": "đủ tiêu chuẩn", "unmet": "chưa đạt", "unknown": "chưa kết luận được"}

tell(
    {
        "keep_evaluation": lambda _, after: (
            f"lưu kết quả xét {after.get('award', '')} năm {after.get('year', '')}: "
            f"{_VERDICTS.get(after.get('verdict', ''), '')}"
        ),
        "start_screening": lambda _, after: f"rà soát người đủ tiêu chuẩn năm {after.get('year', '')}",
    },
    titles={
        "keep_evaluation": "lưu kết quả xét tiêu chuẩn",
        "start_screening": "rà soát người đủ tiêu chuẩn",
    },
    kinds={
        "eligibility.evaluation": "Kết quả xét tiêu chuẩn",
        "eligibility.screening": "Rà soát “không bỏ sót”",
    },
)
