"""Steps that the worker takes by itself: seal what waits, and set the head down outside now and then."""

from datetime import timedelta

from django.conf import settings

from vinhdanh.foundation.audit.anchors import drop_anchor
from vinhdanh.foundation.audit.sealer import seal_all
from vinhdanh.foundation.jobs.loops import loop


@loop("audit.seal", timedelta(seconds=5))
def seal_turn() -> None:
    seal_all()


@loop("audit.anchor", timedelta(seconds=settings.ANCHORS.seconds))
def anchor_turn() -> None:
    drop_anchor()
