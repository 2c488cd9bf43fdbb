"""``toolkit review``: bring back what editors did."""
