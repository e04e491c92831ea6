"""Vinh Danh: the emulation and commendation year of Vietnamese public bodies."""

__version__ = "0.1.0"
