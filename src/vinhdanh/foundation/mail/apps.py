from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "vinhdanh.foundation.mail"
    label = "mail"
