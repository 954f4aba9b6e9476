"""Invented disclosures of whole departments, printed in many templates, with what they say kept beside them."""
