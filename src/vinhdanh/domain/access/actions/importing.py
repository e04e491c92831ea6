"""Accounts out of a list pasted from a spreadsheet: a verdict for each row, nothing kept until confirmed."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.access import may_give, may_manage
from vinhdanh.domain.access.actions.accounts import checked_username, create_account
from vinhdanh.domain.access.actions.appointments import appoint
from vinhdanh.domain.access.actions.common import Actor, refuse
from vinhdanh.domain.access.actions.rescue import PasswordLink, make_password_link
from vinhdanh.domain.access.models import RoleBundle, User
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.matching import Match, MatchKind, match_names
from vinhdanh.domain.organisations.queries.places import bodies_of
from vinhdanh.domain.organisations.queries.rows import BodyRow, row_of
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.names import display_name
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import fold, squash

MOST_ROWS = 500
COLUMNS = ("name", "username", "body", "role")
# Folded heads that people give the columns.
_HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("ho va ten", "ho ten", "ten"),
    "username": ("ten dang nhap", "tai khoan", "username"),
    "body": ("don vi", "co quan", "co quan, don vi", "to chuc"),
    "role": ("vai tro", "vai", "quyen"),
}


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line as typed, what it was understood to mean, and what is wrong with it (empty: nothing)."""

    line: int
    typed: Mapping[str, str]
    name: str
    username: str
    body_id: UUID | None
    body: str
    role: str
    role_name: str
    faults: Sequence[str] = field(default=())

    @property
    def good(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class _Known:
    """What rows are compared with, asked for once."""

    scope: Scope
    roles: Mapping[str, RoleBundle]
    taken: frozenset[str]
    matches: Mapping[str, Match]
    bodies: Mapping[UUID, BodyRow]
    twice: frozenset[str]


def read_accounts(*, scope: Scope, text: str) -> list[ImportRow]:
    """The verdict on each row of ``text`` (columns by tab or semicolon, with or without a head).

    A constant number of queries. Raises RefusedError when there is no row, or more than 500.
    """
    require(may_manage(scope))
    lines = _cells(text)
    if not lines:
        refuse("empty", "Chưa có dòng nào. Chép các dòng từ Excel rồi dán vào ô.", field="text")
    if len(lines) > MOST_ROWS:
        refuse(
            "too_many",
            f"Mỗi lần nhận tối đa {MOST_ROWS} dòng; chia danh sách rồi dán từng phần.",
            field="text",
        )
    known = _known(scope, [cells for _, cells in lines])
    return [_row(number, cells, known) for number, cells in lines]


def _cells(text: str) -> list[tuple[int, dict[str, str]]]:
    """Line number and cells by column; a head line names the columns and is no row."""
    rows = [
        (number, [squash(cell) for cell in re.split(r"[\t;]", line)])
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip()
    ]
    order = _head(rows[0][1]) if rows else None
    named = order or dict(enumerate(COLUMNS))
    return [
        (number, {name: cells[at] if at < len(cells) else "" for at, name in named.items()})
        for number, cells in (rows[1:] if order else rows)
    ]


def _head(cells: Sequence[str]) -> dict[int, str] | None:
    """Which column stands where, when the first line names all four."""
    found = {
        at: name for at, cell in enumerate(cells) for name, heads in _HEADS.items() if fold(cell) in heads
    }
    return found if set(found.values()) == set(COLUMNS) else None


def _known(scope: Scope, rows: Sequence[Mapping[str, str]]) -> _Known:
    tree = scope.posts[0].scope_id
    texts = list(dict.fromkeys(row["body"] for row in rows))
    matches = dict(zip(texts, match_names(texts, within=bodies_of([tree])[tree], on=scope.on), strict=True))
    names = [row["username"].lower() for row in rows]
    ids = [match.best.body_id for match in matches.values() if match.best and match.best.body_id]
    bodies = {key: row_of(body) for key, body in bodies_of(ids).items()}
    roles: dict[str, RoleBundle] = {}
    for role in RoleBundle.objects.all():
        roles[fold(role.name)] = roles[fold(role.code)] = role
    return _Known(
        scope=scope,
        roles=roles,
        taken=frozenset(User.objects.filter(username__in=names).values_list("username", flat=True)),
        matches=matches,
        bodies=bodies,
        twice=frozenset(name for name, times in Counter(names).items() if times > 1),
    )


def _row(number: int, cells: Mapping[str, str], known: _Known) -> ImportRow:
    faults: list[str] = []
    name = display_name(cells["name"])
    if not name:
        faults.append("thiếu họ và tên")
    username = _username(cells["username"], known, faults)
    body = _body(cells["body"], known, faults)
    role = known.roles.get(fold(cells["role"]))
    if role is None:
        faults.append(f"không có vai trò “{cells['role']}”" if cells["role"] else "thiếu vai trò")
    elif body is not None:
        verdict = may_give(known.scope, role.permissions, body.path)
        if isinstance(verdict, Refusal):
            faults.append(verdict.reason)
    return ImportRow(
        line=number,
        typed=cells,
        name=name or cells["name"],
        username=username,
        body_id=body.id if body else None,
        body=body.name if body else cells["body"],
        role=role.code if role else "",
        role_name=role.name if role else cells["role"],
        faults=tuple(faults),
    )


def _username(typed: str, known: _Known, faults: list[str]) -> str:
    try:
        name = checked_username(typed)
    except RefusedError:
        faults.append(
            "thiếu tên đăng nhập" if not typed else "tên đăng nhập phải là chữ không dấu, viết liền"
        )
        return typed
    if name in known.taken:
        faults.append("tên đăng nhập đã có người dùng")
    if name in known.twice:
        faults.append("tên đăng nhập có ở hai dòng")
    return name


def _body(typed: str, known: _Known, faults: list[str]) -> BodyRow | None:
    match = known.matches[typed]
    if match.sure and match.kind == MatchKind.BODY and match.best and match.best.body_id:
        return known.bodies[match.best.body_id]
    guess = f"; có thể là “{match.best.name}”" if match.best else ""
    faults.append(f"chưa rõ đơn vị “{typed}”{guess}" if typed else "thiếu đơn vị")
    return None


@dataclass(frozen=True, slots=True)
class Made:
    """An account that the import made, and the link with which its owner sets the password."""

    user: User
    row: ImportRow
    link: PasswordLink


@transaction.atomic
def import_accounts(*, actor: Actor, scope: Scope, text: str, expected: int) -> list[Made]:
    """Make the accounts of the good rows with their first posts; the others are left out.

    ``expected`` is the number of good rows that the person saw. Raises RefusedError when it is another
    now, so that nothing is made that nobody looked at.
    """
    rows = [row for row in read_accounts(scope=scope, text=text) if row.good]
    if len(rows) != expected or not rows:
        refuse("changed", "Danh sách hoặc danh bạ vừa thay đổi. Xem lại các dòng rồi ghi.", field="text")
    made = [_make(actor, scope, row) for row in rows]
    record(actor=actor, action="import_accounts", subject=made[0].user, after={"accounts": len(made)})
    return made


def _make(actor: Actor, scope: Scope, row: ImportRow) -> Made:
    user = create_account(actor=actor, scope=scope, username=row.username, name=row.name, password=None)
    if row.body_id is not None:
        appoint(actor=actor, scope=scope, user=user, role=row.role, body_id=row.body_id, starts_on=today())
    link = make_password_link(actor=actor, scope=scope, user_id=user.pk, reason="Tài khoản mới")
    return Made(user, row, link)
