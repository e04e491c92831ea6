from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "vinhdanh.domain.organisations"
    label = "organisations"
    verbose_name = "Danh bạ tổ chức"
