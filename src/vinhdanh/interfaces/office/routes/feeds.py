"""Addresses of calendar feeds. The feed itself asks for no account: its address is the secret."""

from vinhdanh.interfaces.office.views import feeds
from vinhdanh.interfaces.routing import EVERYONE, POSTED, path_for

BOTH = ("GET", "POST")

urlpatterns = [
    path_for("lich-cua-toi/", feeds.feed_list, name="feeds", access=POSTED, methods=BOTH),
    path_for(
        "lich-cua-toi/<uuid:pk>/thu-hoi/",
        feeds.feed_revoke,
        name="feed_revoke",
        access=POSTED,
        methods=("POST",),
    ),
    path_for("lich-ical/<slug:token>.ics", feeds.feed, name="feed", access=EVERYONE),
]
