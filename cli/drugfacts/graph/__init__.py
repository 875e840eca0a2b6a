"""Reading, holding and writing RDF: the only place that does."""
