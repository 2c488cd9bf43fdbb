"""The desk on the screen: what is shown of its state, and what keys do to it."""
