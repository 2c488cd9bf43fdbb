"""What is known of the two languages: pure functions over text."""
