"""Profiles of export: the same claims in the forms that others read, and what each leaves out."""
