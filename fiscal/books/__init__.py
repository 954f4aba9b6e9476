"""The books of checking: figures arranged for lookup, and the identities between them as equations.

They weigh nothing and say nothing, so that rules, judgement and findings can all stand on them.
"""
