"""Other people's stores: asking a SPARQL endpoint, and loading a graph into one.

Nothing here runs unless the user names an address.
"""
