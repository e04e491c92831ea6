from vinhdanh.domain.access.actions.accounts import appoint, create_account, end_appointment

__all__ = ["appoint", "create_account", "end_appointment"]
