"""Bytes that users gave us, kept once under the name of their content."""
