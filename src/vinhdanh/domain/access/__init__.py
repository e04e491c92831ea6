"""Accounts, dated appointments, and what they let a person see and do.

Owns :class:`~vinhdanh.domain.access.models.User` and ``Appointment``; may be asked
for the :class:`~vinhdanh.domain.access.scope.Scope` of an account on a day.
"""
