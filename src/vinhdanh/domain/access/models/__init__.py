from vinhdanh.domain.access.models.appointment import Appointment
from vinhdanh.domain.access.models.session import BrowserSession, TypedName
from vinhdanh.domain.access.models.user import User

__all__ = ["Appointment", "BrowserSession", "TypedName", "User"]
