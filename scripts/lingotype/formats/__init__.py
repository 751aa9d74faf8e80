"""Bytes to model and back, a file each: `po` (with its parts `po_…`) and `mo`.

A format knows the model and the errors, and no other format; `plural_forms` reads the one
header field that both have to judge.
"""
