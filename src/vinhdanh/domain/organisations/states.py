"""Small closed lists of this room."""

from django.db import models


class BodyKind(models.TextChoices):
    PEOPLE_COMMITTEE = "people_committee", "Ủy ban nhân dân"
    PEOPLE_COUNCIL = "people_council", "Hội đồng nhân dân"
    DEPARTMENT = "department", "Cơ quan chuyên môn"
    OFFICE = "office", "Văn phòng, ban, chi cục, trung tâm"
    MINISTRY = "ministry", "Bộ, cơ quan trung ương"
    PARTY = "party", "Cơ quan của Đảng"
    FRONT = "front", "Mặt trận Tổ quốc"
    UNION = "union", "Đoàn thể, hội"
    SCHOOL = "school", "Trường học"
    ENTERPRISE = "enterprise", "Doanh nghiệp"
    ARMED_FORCE = "armed_force", "Lực lượng vũ trang"
    PRESS = "press", "Báo, đài"
    JUDICIARY = "judiciary", "Tòa án, viện kiểm sát, thi hành án"
    COUNCIL = "council", "Hội đồng tư vấn"
    CLUSTER = "cluster", "Cụm, khối thi đua"
    OTHER = "other", "Tổ chức khác"


class Level(models.TextChoices):
    """``district`` exists only before 1/7/2025; ``base`` is a unit below or beside the commune."""

    CENTRAL = "central", "Trung ương"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"
    BASE = "base", "Cơ sở"


class PlaceUnit(models.TextChoices):
    """What kind of place a people's committee governs, as its name says."""

    PROVINCE = "tinh", "tỉnh"
    CITY = "thanh_pho", "thành phố"
    DISTRICT = "huyen", "huyện"
    URBAN_DISTRICT = "quan", "quận"
    TOWN = "thi_xa", "thị xã"
    TOWNSHIP = "thi_tran", "thị trấn"
    WARD = "phuong", "phường"
    COMMUNE = "xa", "xã"
    SPECIAL_ZONE = "dac_khu", "đặc khu"


class NameKind(models.TextChoices):
    OFFICIAL = "official", "Tên chính thức"
    SHORT = "short", "Tên gọn"
    ABBREVIATION = "abbreviation", "Chữ viết tắt"
    ALIAS = "alias", "Tên gọi khác"


class RelationKind(models.TextChoices):
    """Read as "source … target"; ``administrative`` rows are the dated history of ``Body.parent``."""

    ADMINISTRATIVE = "administrative", "trực thuộc"
    PROFESSIONAL = "professional", "chịu hướng dẫn chuyên môn của"
    PAYROLL = "payroll", "được quản lý biên chế, quỹ lương bởi"
    PARTY_MANAGING = "party_managing", "thuộc tổ chức đảng"
    REPORTS_THROUGH = "reports_through", "báo cáo qua"
    STANDING_OFFICE_OF = "standing_office_of", "là cơ quan thường trực của"
    MEMBER_OF_CLUSTER = "member_of_cluster", "là thành viên của"


# A body has one of these at a time, so a second one that overlaps is refused.
SINGLE_RELATIONS = frozenset(
    {
        RelationKind.ADMINISTRATIVE,
        RelationKind.PAYROLL,
        RelationKind.PARTY_MANAGING,
        RelationKind.REPORTS_THROUGH,
    }
)


class SuccessionKind(models.TextChoices):
    """``renamed`` joins two records of one body; an ordinary new name is a dated ``BodyName``."""

    MERGED = "merged", "sáp nhập vào"
    SPLIT = "split", "chia tách thành"
    RENAMED = "renamed", "đổi tên thành"
    CLOSED = "closed", "kết thúc hoạt động"
    RECREATED = "recreated", "được lập lại thành"
