"""What a to-do list is and which changes it allows. Imports the standard library and errors."""
