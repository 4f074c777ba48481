"""The first screen of a sensitivity analysis: which input moves the answer most, and by how much.

moving        the inputs by how far they move a figure, with the numbers that this rests on
moving_words  the verdict and its doubt in words
moved_screen  the boxes, and all of it
reach_picture how far each input moves the first figures
"""
