"""What the acts on accounts and posts are called."""

from vinhdanh.domain.access.states import Role
from vinhdanh.foundation.audit.sentences import tell

tell(
    {
        "create_account": lambda _, after: f"cấp tài khoản {after.get('username', '')}",
        "appoint": lambda _, after: f"bổ nhiệm {after.get('user', '')}",
        "end_appointment": "cho thôi giữ vai trò",
    },
    titles={"create_account": "cấp tài khoản", "appoint": "bổ nhiệm"},
    fields={"username": "Tên đăng nhập", "role": "Vai trò", "starts_on": "Từ ngày", "ends_on": "Đến ngày"},
    words={"role": {str(value): label for value, label in Role.choices}},
    kinds={"access.user": "tài khoản", "access.appointment": "vai trò được giao"},
)
