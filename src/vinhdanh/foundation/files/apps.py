from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "vinhdanh.foundation.files"
    label = "files"
