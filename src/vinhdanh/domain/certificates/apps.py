from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "vinhdanh.domain.certificates"
    label = "certificates"
