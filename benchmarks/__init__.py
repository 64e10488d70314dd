"""What the wrap costs, measured."""
