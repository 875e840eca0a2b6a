"""One page for people: claims, what labels say of them, and what does not fit together."""
