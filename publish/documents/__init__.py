"""The documents beside the page of a year: which may stand there, under which names, and how their text is shown."""
