"""Words that reach a person: notices in the application and the letters that carry them."""
