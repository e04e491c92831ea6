from vinhdanh.domain.imports.actions.accepting import accept_list, discard_list, take_list, taking_key
from vinhdanh.domain.imports.actions.mending import choose_subject, drop_row, mend_row
from vinhdanh.domain.imports.actions.reading import read_list
from vinhdanh.domain.imports.actions.uploads import READ_JOB, reading_key, upload_list

__all__ = [
    "READ_JOB",
    "accept_list",
    "choose_subject",
    "discard_list",
    "drop_row",
    "mend_row",
    "read_list",
    "reading_key",
    "take_list",
    "taking_key",
    "upload_list",
]
