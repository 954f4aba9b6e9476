"""What an English page calls places, bodies, and the lines and columns of printed tables."""
