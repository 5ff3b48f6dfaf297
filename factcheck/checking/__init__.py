"""The flow of one article, or of a stream of them: claims, matches, findings, report. The top of the package.

``functions.check`` is what a program calls; the command line calls ``article.check_articles``.
"""
