from vinhdanh.domain.access.models.appointment import Appointment
from vinhdanh.domain.access.models.delegation import Delegation
from vinhdanh.domain.access.models.hand_over import HandOver
from vinhdanh.domain.access.models.representation import Representation
from vinhdanh.domain.access.models.role import RoleBundle
from vinhdanh.domain.access.models.session import BrowserSession, TypedName
from vinhdanh.domain.access.models.user import User
from vinhdanh.domain.access.models.viewing import Viewing

__all__ = [
    "Appointment",
    "BrowserSession",
    "Delegation",
    "HandOver",
    "Representation",
    "RoleBundle",
    "TypedName",
    "User",
    "Viewing",
]
