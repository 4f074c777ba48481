"""Random scenarios over the whole language, and the parts that they are made of."""
