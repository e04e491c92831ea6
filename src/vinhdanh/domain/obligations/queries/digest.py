"""The Monday digest: who would get it, and exactly what would stand in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from vinhdanh.domain.access.queries.acting import Person, addresses_of, chasers_of, people_of
from vinhdanh.domain.notices.queries.inbox import kept_for_digest
from vinhdanh.domain.notices.queries.preferences import channels_of
from vinhdanh.domain.notices.states import Channel, NoticeKind
from vinhdanh.domain.obligations import words
from vinhdanh.domain.obligations.models import DigestIssue, DigestSetting, Obligation
from vinhdanh.domain.obligations.queries.dues import calendar_around, due_of, due_of_item, with_names
from vinhdanh.domain.obligations.states import ObligationState
from vinhdanh.domain.obligations.words import Due
from vinhdanh.domain.organisations.queries.places import ids_within, names_of
from vinhdanh.engines.workflow.models import WorkItem
from vinhdanh.foundation.kernel.clock import VIETNAM
from vinhdanh.foundation.kernel.workdays import WorkCalendar
from vinhdanh.foundation.mail.masking import masked

AHEAD = timedelta(days=14)
OPEN = "Mở việc (cần đăng nhập): "
_LINES = 10


@dataclass(slots=True)
class Reader:
    """One person of the digest: the bodies that owe in their name, and those they wait for others for."""

    person: Person
    owing: set[UUID] = field(default_factory=set)
    awaiting: set[UUID] = field(default_factory=set)

    @property
    def own(self) -> set[UUID]:
        return self.owing | ({self.person.body_id} if self.person.body_id else set())


@dataclass(frozen=True, slots=True)
class Section:
    """The first lines of one part, and how many there are in all."""

    dues: Sequence[Due] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class DigestLetter:
    """What one person gets. ``to`` is their address in part; empty: they get it in the application only."""

    user_id: UUID
    name: str
    body_id: UUID | None
    body: str
    to: str
    subject: str
    text: str


def digest_day(on: date) -> date:
    """The day on which the digest of that week goes: its Monday, or the first working day after it."""
    monday = monday_of(on)
    return calendar_around(on).next_working_day(monday)


def monday_of(on: date) -> date:
    return on - timedelta(days=on.weekday())


def next_digest(setting: DigestSetting, now: datetime) -> tuple[date, datetime]:
    """The Monday of the next digest, and when it goes."""
    monday = monday_of(now.date())
    sent = DigestIssue.objects.filter(body=setting.body_id, monday=monday, state=DigestIssue.State.SENT)
    at = datetime.combine(digest_day(monday), setting.at, tzinfo=VIETNAM)
    if at + timedelta(days=1) < now or sent.exists():
        monday += timedelta(days=7)
        at = datetime.combine(digest_day(monday), setting.at, tzinfo=VIETNAM)
    return monday, at


def readers_of(setting: DigestSetting, on: date) -> Sequence[Reader]:
    """Everybody with something in the digest of a tree, by name; nine queries.

    A body below that has a digest of its own is left to it.
    """
    others = DigestSetting.objects.filter(enabled=True, body__path__startswith=setting.body.path + ".")
    without = list(others.values_list("body__path", flat=True))
    owing = ids_within(setting.body.path, _owed(on).values("party_id"), without=without)
    items = WorkItem.objects.filter(closed_at__isnull=True, awaited_by__isnull=False)
    awaiting = ids_within(setting.body.path, items.values("awaited_by"), without=without)
    people, chasers = people_of({*owing, *awaiting}, on), chasers_of(awaiting, on)
    readers: dict[UUID, Reader] = {}
    for body in owing:
        for person in people.get(body, ()):
            readers.setdefault(person.user_id, Reader(person)).owing.add(body)
    for body in awaiting:
        for person in (*people.get(body, ()), *chasers.get(body, ())):
            readers.setdefault(person.user_id, Reader(person)).awaiting.add(body)
    return sorted(readers.values(), key=lambda reader: (reader.person.name, reader.person.user_id))


def _owed(on: date) -> QuerySet[Obligation]:
    return Obligation.objects.filter(state=ObligationState.OPEN, due_on__lte=on + AHEAD)


def letters_for(
    setting: DigestSetting, readers: Sequence[Reader], on: date, *, address: str
) -> Sequence[DigestLetter]:
    """The letters of these people, without those who would get an empty one.

    A constant number of queries. ``address`` stands where each person's own link will stand.
    """
    calendar = calendar_around(on)
    users = [reader.person.user_id for reader in readers]
    channels, addresses = channels_of(users), addresses_of(users)
    since = datetime.combine(on - timedelta(days=7), time(), tzinfo=VIETNAM)
    parts = _Parts(
        owed=_owed_by(_all(reader.owing for reader in readers), on, calendar),
        awaited=_awaited_by(_all(reader.awaiting for reader in readers), on, calendar),
        told=kept_for_digest(users, channels, since=since),
        signature=signature(setting, on),
        bodies=names_of(reader.person.body_id for reader in readers),
    )
    found = []
    for reader in readers:
        user = reader.person.user_id
        to = addresses[user].email if user in addresses else ""
        if channels[user][NoticeKind.DIGEST] == Channel.OFF:
            to = ""
        letter = parts.letter(reader, to=to, address=address)
        if letter is not None:
            found.append(letter)
    return found


def _all(some: Iterable[set[UUID]]) -> set[UUID]:
    return set().union(*some)


def _owed_by(bodies: set[UUID], on: date, calendar: WorkCalendar) -> Mapping[UUID, tuple[Section, Section]]:
    """What each body owes: late, and due within two weeks."""
    found: dict[UUID, tuple[list[Due], list[Due]]] = {}
    for row in with_names(_owed(on).filter(party_id__in=bodies)).order_by("due_on", "id"):
        due = due_of(row, on, calendar)
        found.setdefault(row.party_id, ([], []))[not due.late].append(due)
    return {
        body: (Section(late, len(late)), Section(soon, len(soon))) for body, (late, soon) in found.items()
    }


@dataclass(slots=True)
class _Awaited:
    """What one body waits for: its first lines with who holds them, and how many each holds."""

    first: list[tuple[UUID, Due]] = field(default_factory=list)
    held: dict[UUID, int] = field(default_factory=dict)

    def without(self, own: set[UUID]) -> Section:
        """Nobody waits for themselves."""
        total = sum(number for holder, number in self.held.items() if holder not in own)
        return Section([due for holder, due in self.first if holder not in own][:_LINES], total)


def _awaited_by(bodies: set[UUID], on: date, calendar: WorkCalendar) -> Mapping[UUID, _Awaited]:
    """What each body waits for, latest first; three queries."""
    rows = WorkItem.objects.filter(awaited_by__in=bodies, closed_at__isnull=True)
    found: dict[UUID, _Awaited] = {body: _Awaited() for body in bodies}
    for body, holder, number in rows.values_list("awaited_by", "holder").annotate(number=Count("id")):
        found[body].held[holder] = number
    order = [F("due_on").asc(nulls_last=True), F("id").asc()]
    place = Window(RowNumber(), partition_by=F("awaited_by"), order_by=order)
    first = list(rows.annotate(place=place).filter(place__lte=2 * _LINES).order_by("awaited_by", "place"))
    names = names_of(row.holder for row in first)
    for row in first:
        due = due_of_item(row, on, calendar, party=names.get(row.holder, ""))
        if row.awaited_by:
            found[row.awaited_by].first.append((row.holder, due))
    return found


@dataclass(frozen=True, slots=True)
class _Parts:
    """All that the letters of one round are made of."""

    owed: Mapping[UUID, tuple[Section, Section]]
    awaited: Mapping[UUID, _Awaited]
    told: Mapping[UUID, Sequence[str]]
    signature: str
    bodies: Mapping[UUID, str]

    def letter(self, reader: Reader, *, to: str, address: str) -> DigestLetter | None:
        """One person's letter; None where there is nothing to say."""
        owed = [self.owed[body] for body in sorted(reader.owing) if body in self.owed]
        late = _joined(pair[0] for pair in owed)
        soon = _joined(pair[1] for pair in owed)
        awaited = _joined(self.awaited[body].without(reader.own) for body in sorted(reader.awaiting))
        if not (late.total or soon.total or awaited.total or reader.person.user_id in self.told):
            return None
        parts = (
            ("QUÁ HẠN", late, False),
            ("ĐẾN HẠN TRONG HAI TUẦN", soon, False),
            ("ANH/CHỊ ĐANG CHỜ NGƯỜI KHÁC", awaited, True),
        )
        return DigestLetter(
            user_id=reader.person.user_id,
            name=reader.person.name,
            body_id=reader.person.body_id,
            body=self.bodies.get(reader.person.body_id, "") if reader.person.body_id else "",
            to=masked(to) if to else "",
            subject=_subject(late, soon, awaited),
            text=self._text(reader, parts, address),
        )

    def _text(self, reader: Reader, parts: Sequence[tuple[str, Section, bool]], address: str) -> str:
        found = [f"Kính gửi {reader.person.name},", "Điểm việc thi đua, khen thưởng đầu tuần:"]
        for title, section, party in parts:
            if section.total:
                rows = words.lines(section.dues, party=party, most=_LINES, total=section.total)
                found.append(f"{title} ({section.total})\n{rows}")
        told = self.told.get(reader.person.user_id, ())
        if told:
            found.append("LỜI NHẮC CHƯA XEM\n" + "\n".join(f"- {title}" for title in told[:_LINES]))
        return "\n\n".join([*found, f"{OPEN}{address}", self.signature])


def _joined(sections: Iterable[Section]) -> Section:
    some = list(sections)
    rows = sorted((due for one in some for due in one.dues), key=lambda due: (due.due_on or date.max, due.id))
    return Section(rows, sum(one.total for one in some))


def _subject(late: Section, soon: Section, awaited: Section) -> str:
    counts = ((late.total, "quá hạn"), (soon.total, "sắp đến hạn"), (awaited.total, "đang chờ người khác"))
    said = ", ".join(f"{number} việc {what}" for number, what in counts if number)
    return f"Điểm việc đầu tuần: {said}" if said else "Điểm việc đầu tuần"


def signature(setting: DigestSetting, on: date) -> str:
    """The officer in charge, while they look after this tree; after that the office alone."""
    rows = [setting.office.name, f"Điện thoại: {setting.phone}" if setting.phone else ""]
    if in_charge(setting, on):
        rows.insert(0, setting.officer.name)
    return "\n".join(filter(None, rows))


def in_charge(setting: DigestSetting, on: date) -> bool:
    """Does the officer named still look after this tree?"""
    people = chasers_of([setting.body_id], on).get(setting.body_id, ())
    return setting.officer_id in {person.user_id for person in people}


def setting_of(body_id: UUID) -> DigestSetting | None:
    """The digest of a tree, where it was set up."""
    rows = DigestSetting.objects.select_related("body", "office", "officer")
    return rows.filter(body_id=body_id).first()


def issue_of(setting: DigestSetting, monday: date) -> DigestIssue | None:
    """What became of the digest of one week, if anything yet."""
    return DigestIssue.objects.filter(body_id=setting.body_id, monday=monday).select_related("by").first()
