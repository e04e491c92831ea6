from vinhdanh.domain.people.actions.adding import NewSubject, add_subject, add_subjects
from vinhdanh.domain.people.actions.changing import (
    add_subject_name,
    change_person,
    end_post,
    move_subject,
    rename_subject,
    set_id_number,
)
from vinhdanh.domain.people.actions.finding_twins import find_twins
from vinhdanh.domain.people.actions.merging import merge_subjects, tell_apart, undo_merge
from vinhdanh.domain.people.actions.paths import follow_subjects

__all__ = [
    "NewSubject",
    "add_subject",
    "add_subject_name",
    "add_subjects",
    "change_person",
    "end_post",
    "find_twins",
    "follow_subjects",
    "merge_subjects",
    "move_subject",
    "rename_subject",
    "set_id_number",
    "tell_apart",
    "undo_merge",
]
