"""What may be asked of papers."""
