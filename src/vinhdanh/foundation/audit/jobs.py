"""Steps that the worker takes by itself: seal what waits, and set the head down outside now and then."""

from datetime import timedelta

from django.conf import settings

from vinhdanh.foundation.audit.anchors import drop_anchor
from vinhdanh.foundation.audit.sealer import seal_waiting
from vinhdanh.foundation.jobs.loops import loop

_BATCHES = 10


@loop("audit.seal", timedelta(seconds=5))
def seal_turn() -> None:
    """Some batches at most, so that a worker that is asked to stop need not seal a whole import first."""
    for _ in range(_BATCHES):
        if not seal_waiting():
            return


@loop("audit.anchor", timedelta(seconds=settings.ANCHORS.seconds))
def anchor_turn() -> None:
    drop_anchor()
