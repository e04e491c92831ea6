"""Who owes what to whom by when: plan tasks, reports, unit plans, milestones.

Rooms say what is owed with ``actions.set_obligations`` and that it came with ``actions.fulfil``;
nobody else writes here. Each open obligation is a work item of the body that owes it.

Chasing belongs here too: reminders by rule (``actions.reminding``), the Monday digest
(``actions.digesting``), nudges (``actions.nudging``) and words for a chat (``actions.sharing``).
"""
