"""Use cases that cross rooms, one file each, atomic; nothing imports them but pages and commands."""
