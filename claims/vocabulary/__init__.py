"""The bottom layer: places, periods, units, number words, hedges, and their data. No language model is needed here.

Claims are read with it, and so are the cells of reference tables.
"""
