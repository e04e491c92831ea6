"""What the acts on background jobs are called."""

from vinhdanh.foundation.audit.sentences import tell

tell(
    {
        "cancel_job": "dừng việc nền",
        "retry_job": "cho việc nền chạy lại",
        "forget_job": lambda before, _: f"bỏ việc nền {before.get('name', '')} khỏi danh sách".replace(
            "  ", " "
        ),
    },
    titles={"forget_job": "bỏ việc nền khỏi danh sách"},
    kinds={"jobs.run": "việc nền"},
)
