"""What files of others are opened with: bounded, and without what could reach out of them."""
