"""What goes out to people, and comes home: hand-offs, sheets, reviews, remarks."""
