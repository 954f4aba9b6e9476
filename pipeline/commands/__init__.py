"""The commands of ``build.py``: one module each, with ``configure(parser)`` and ``run(arguments) -> exit status``."""
