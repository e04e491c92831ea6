"""How an instrument moves from draft to force and out of it."""

from vinhdanh.domain.catalogue.states import InstrumentState
from vinhdanh.engines.workflow.transitions import Transition, table

INSTRUMENT = table(
    Transition(
        "publish_instrument", "Ban hành", frozenset({InstrumentState.DRAFT}), InstrumentState.PUBLISHED
    ),
    Transition(
        "supersede_instrument",
        "Thay thế",
        frozenset({InstrumentState.PUBLISHED}),
        InstrumentState.SUPERSEDED,
    ),
    Transition(
        "withdraw_instrument",
        "Bãi bỏ",
        frozenset({InstrumentState.PUBLISHED}),
        InstrumentState.WITHDRAWN,
        needs_reason=True,
    ),
)
