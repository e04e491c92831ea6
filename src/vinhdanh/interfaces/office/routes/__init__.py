"""Addresses by area; each module has its own ``urlpatterns``."""
