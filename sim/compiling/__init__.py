"""Compiled functions: made when first called, kept between runs, and for some machines shipped with the program."""
