"""Charts as pictures: a Vega specification and its rows in, SVG and PNG out, the same bytes everywhere."""
