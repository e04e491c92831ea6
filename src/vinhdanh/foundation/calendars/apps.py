from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "vinhdanh.foundation.calendars"
    label = "calendars"
