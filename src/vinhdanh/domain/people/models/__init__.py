from vinhdanh.domain.people.models.person import IdNumber, Person
from vinhdanh.domain.people.models.post import Post
from vinhdanh.domain.people.models.subject import Subject, SubjectName

__all__ = ["IdNumber", "Person", "Post", "Subject", "SubjectName"]
