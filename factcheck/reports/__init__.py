"""Renderers: a ``Report`` becomes something to read. Called by the command line and by the archive.

Every renderer is ``render(report, article) -> str`` in a module of its own: ``terminal``, ``markdown``, ``html``,
``json_report`` and ``claimreview``. They are pure: no clock, no environment, no files of their own but templates.
"""
