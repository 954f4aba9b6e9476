"""The commands of ``build.py``: a module each, with SUMMARY, HELP, ``configure(parser)`` and ``run(arguments)``."""
