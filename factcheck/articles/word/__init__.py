"""Word documents (``.docx``): their text, and which character of the file each character of it is.

``parts`` opens a file safely and writes a copy of it in which only some parts differ, ``text`` walks through the
document, ``reading`` makes an article. Called by the readers of sources, and by the report that is written into a
document. Needs lxml (extra ``documents``).
"""
