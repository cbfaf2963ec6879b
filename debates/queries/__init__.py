"""What is read, always for a viewer. Nothing here writes."""
