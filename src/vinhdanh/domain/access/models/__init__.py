from vinhdanh.domain.access.models.appointment import Appointment
from vinhdanh.domain.access.models.user import User

__all__ = ["Appointment", "User"]
