"""What only the speed of the host asks for."""
