from vinhdanh.domain.notices.queries.inbox import Inbox, NoticeRow, inbox, notice_of, unread_count
from vinhdanh.domain.notices.queries.links import Target, target_of
from vinhdanh.domain.notices.queries.preferences import channels_of
from vinhdanh.domain.notices.queries.sent import SentPage, SentRow, sent_page

__all__ = [
    "Inbox",
    "NoticeRow",
    "SentPage",
    "SentRow",
    "Target",
    "channels_of",
    "inbox",
    "notice_of",
    "sent_page",
    "target_of",
    "unread_count",
]
