"""Writes of this room: keyword-only, atomic, each with its audit row."""

from vinhdanh.domain.organisations.actions.bodies import add_body_name, create_body, move_body, rename_body
from vinhdanh.domain.organisations.actions.groups import define_group, set_group_member
from vinhdanh.domain.organisations.actions.importing import BodyImport, ImportReport, import_bodies
from vinhdanh.domain.organisations.actions.lineage import close_body, continue_body, merge_bodies, split_body
from vinhdanh.domain.organisations.actions.memory import confirm_name
from vinhdanh.domain.organisations.actions.relations import end_relation, relate_bodies

__all__ = [
    "BodyImport",
    "ImportReport",
    "add_body_name",
    "close_body",
    "confirm_name",
    "continue_body",
    "create_body",
    "define_group",
    "end_relation",
    "import_bodies",
    "merge_bodies",
    "move_body",
    "relate_bodies",
    "rename_body",
    "set_group_member",
    "split_body",
]
