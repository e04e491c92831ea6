"""What is owed, as other rooms may ask for it."""
