"""One module per kind of file; each has ``read(data) -> Document`` and raises ``ReadingFault`` only."""
