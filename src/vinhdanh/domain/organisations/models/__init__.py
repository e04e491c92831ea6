from vinhdanh.domain.organisations.models.body import Body
from vinhdanh.domain.organisations.models.groups import BodyGroup, GroupMember, GroupName
from vinhdanh.domain.organisations.models.lineage import Succession
from vinhdanh.domain.organisations.models.names import BodyName, NameChoice
from vinhdanh.domain.organisations.models.relations import BodyRelation

__all__ = [
    "Body",
    "BodyGroup",
    "BodyName",
    "BodyRelation",
    "GroupMember",
    "GroupName",
    "NameChoice",
    "Succession",
]
