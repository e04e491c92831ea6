from vinhdanh.domain.notices.models.notice import Notice
from vinhdanh.domain.notices.models.preference import Preference
from vinhdanh.domain.notices.models.short_link import ShortLink

__all__ = ["Notice", "Preference", "ShortLink"]
