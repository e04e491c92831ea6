"""An account: one person has one, whatever posts they hold."""

import re
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7
from vinhdanh.foundation.kernel.sorting import person_sort_key
from vinhdanh.foundation.kernel.text import fold

_SORT_LENGTH = 300


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None, **fields: Any) -> "User":
        """Make an account; no password means that nobody can sign in by password."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.folded, user.sort_key = (
            found_by(user.name, user.username, user.email),
            person_sort_key(user.name)[:_SORT_LENGTH],
        )
        user.save(using=self._db)
        return user


def found_by(name: str, username: str, email: str) -> str:
    """The folded words by which a list finds an account, a blank before each: words are found by how they
    begin, and the parts of a user name count as words."""
    parts = re.sub(r"[._@-]", " ", f"{username} {email}")
    return (" " + fold(f"{name} {username} {email} {parts}"))[:400]


class User(AbstractBaseUser):
    """``folded`` and ``sort_key`` are worked out from the name: for finding, and for lists by given name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    name = models.CharField("họ và tên", max_length=120)
    email = models.EmailField("thư điện tử", blank=True)
    folded = models.CharField(max_length=400, editable=False, default="")
    sort_key = models.CharField(max_length=_SORT_LENGTH, editable=False, default="", db_collation="C")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now, editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        indexes = [models.Index(fields=["sort_key", "id"], name="user_sorted")]

    def __str__(self) -> str:
        return self.name
