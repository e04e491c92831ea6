from vinhdanh.domain.access.actions.accounts import (
    create_account,
    deactivate_account,
    reactivate_account,
)
from vinhdanh.domain.access.actions.answering import end_answering, name_answerer
from vinhdanh.domain.access.actions.appointments import appoint, end_appointment, release_items
from vinhdanh.domain.access.actions.delegations import delegate, end_delegation
from vinhdanh.domain.access.actions.roles import add_role, change_role, ensure_shipped_roles
from vinhdanh.domain.access.actions.viewing import end_viewing, start_viewing

__all__ = [
    "add_role",
    "appoint",
    "change_role",
    "create_account",
    "deactivate_account",
    "delegate",
    "end_answering",
    "end_appointment",
    "end_delegation",
    "end_viewing",
    "ensure_shipped_roles",
    "name_answerer",
    "reactivate_account",
    "release_items",
    "start_viewing",
]
