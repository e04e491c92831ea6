from vinhdanh.domain.notices.actions.linking import short_code
from vinhdanh.domain.notices.actions.preferring import save_preferences
from vinhdanh.domain.notices.actions.reading import mark_all_read, mark_read
from vinhdanh.domain.notices.actions.telling import Telling, tell

__all__ = ["Telling", "mark_all_read", "mark_read", "save_preferences", "short_code", "tell"]
