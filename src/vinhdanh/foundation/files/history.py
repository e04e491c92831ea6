"""What the acts on the store are called."""

from vinhdanh.foundation.audit.sentences import tell

tell(
    {"set_quota": "đặt mức lưu tệp của đơn vị"},
    fields={"allowed": "Mức lưu tệp"},
    kinds={"files.bodyuse": "mức lưu tệp"},
)
