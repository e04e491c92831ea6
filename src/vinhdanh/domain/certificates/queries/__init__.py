"""What pages ask of this room."""
