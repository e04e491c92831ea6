"""Addresses by area; ``urls`` puts them together."""

"""Addresses by area; each module has its own ``urlpatterns``."""
