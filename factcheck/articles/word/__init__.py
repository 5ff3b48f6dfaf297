"""Word documents (``.docx``): their text, and which character of the file each character of it is.

``parts`` opens a file safely and writes a copy of it in which only some parts differ, ``text`` walks through the
document. Called by ``formats.word``, which makes an article of it, and by the report that is written into a document.
Needs lxml (extra ``documents``).
"""
