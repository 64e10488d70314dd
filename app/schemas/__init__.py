"""Untrusted JSON → typed commands (`requests`), and domain objects → JSON (`answers`).

The same declarations validate and make the OpenAPI document: what they say is what holds.
"""
