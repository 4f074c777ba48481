"""The first screen of a sweep: from which value on the answer changes.

turning        the question that is put to every point, and where its answer turns
turning_words  the verdict and its doubt in words
swept_boxes    the boxes: where it turns, and how far each figure goes
swept_screen   all of it
swept_picture  each figure along the path
"""
