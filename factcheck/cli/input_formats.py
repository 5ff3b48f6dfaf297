"""How an input may be written, as the commands name it.

The names are those of ``articles.sources.InputFormat``, which is imported only when something is read, so that
``--help`` answers at once.
"""

INPUT_FORMATS = ("auto", "text", "html", "jsonl", "markdown", "pdf", "docx", "eml", "csv", "parquet", "feed", "warc")
