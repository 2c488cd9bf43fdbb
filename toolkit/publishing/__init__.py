"""What leaves the house: editions for readers, and what has become of the English since an earlier state."""
