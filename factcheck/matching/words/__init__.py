"""The words of claims and of tables: what they name, mean and leave unexplained.

The lowest package: it knows words and datasets, but no candidate, no query and no state. A rule stands here that looks
at words alone. All the others call it.
"""
