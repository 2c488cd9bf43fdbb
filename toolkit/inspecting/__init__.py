"""What is found in the documents of a project, and what is made of it, without building them."""
