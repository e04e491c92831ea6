"""Public holidays and swap days: a seed that an office corrects by rows."""
