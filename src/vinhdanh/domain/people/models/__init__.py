from vinhdanh.domain.people.models.person import IdNumber, Person
from vinhdanh.domain.people.models.post import Post
from vinhdanh.domain.people.models.subject import Subject, SubjectName
from vinhdanh.domain.people.models.twins import Merge, Twin
from vinhdanh.domain.people.models.word import SubjectWord

__all__ = ["IdNumber", "Merge", "Person", "Post", "Subject", "SubjectName", "SubjectWord", "Twin"]
