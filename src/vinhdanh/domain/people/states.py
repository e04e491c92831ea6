"""Small closed lists of this room."""

from django.db import models


class SubjectKind(models.TextChoices):
    INDIVIDUAL = "individual", "Cá nhân"
    COLLECTIVE = "collective", "Tập thể"
    HOUSEHOLD = "household", "Hộ gia đình"


class SubjectGroup(models.TextChoices):
    """The kinds of people and collectives that the standards of awards tell apart (Luật 06/2022/QH15)."""

    CIVIL_SERVANT = "cong_chuc", "Cán bộ, công chức"
    PUBLIC_EMPLOYEE = "vien_chuc", "Viên chức"
    WORKER = "cong_nhan", "Công nhân"
    FARMER = "nong_dan", "Nông dân"
    LABOURER = "nguoi_lao_dong", "Người lao động"
    ENTREPRENEUR = "doanh_nhan", "Doanh nhân"
    INTELLECTUAL = "tri_thuc", "Trí thức"
    SCIENTIST = "nha_khoa_hoc", "Nhà khoa học"
    SOLDIER = "quan_nhan", "Quân nhân"
    POLICE = "cong_an", "Công an"
    FOREIGNER = "nguoi_nuoc_ngoai", "Người nước ngoài"
    OVERSEAS = "nguoi_viet_o_nuoc_ngoai", "Người Việt Nam ở nước ngoài"
    ENTERPRISE = "doanh_nghiep", "Doanh nghiệp"
    ARMY = "quan_doi", "Đơn vị quân đội"
    ORDINARY = "khac", "Tập thể khác"


class Sex(models.TextChoices):
    FEMALE = "female", "Nữ"
    MALE = "male", "Nam"


class NameUse(models.TextChoices):
    """Why a subject has another name than the one shown."""

    OTHER = "other", "Tên gọi khác"
    FORMER = "former", "Tên cũ"
    WRITTEN = "written", "Cách viết trên giấy tờ"
