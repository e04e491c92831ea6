from vinhdanh.domain.people.models.person import IdNumber, Person
from vinhdanh.domain.people.models.post import Post
from vinhdanh.domain.people.models.subject import Subject, SubjectName
from vinhdanh.domain.people.models.twins import Merge, Twin

__all__ = ["IdNumber", "Merge", "Person", "Post", "Subject", "SubjectName", "Twin"]
