"""The objects of PDF files. The only importer of pikepdf: what opens, takes apart and puts together files comes here for it."""

import pikepdf
from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Matrix,
    Name,
    Object,
    ObjectStreamMode,
    Operator,
    PasswordError,
    Pdf,
    PdfError,
    PikepdfError,
    Stream,
    String,
    parse_content_stream,
    unparse_content_stream,
)

ENGINE = f"pikepdf {pikepdf.__version__}, qpdf {pikepdf.__libqpdf_version__}"

__all__ = [
    "ENGINE",
    "Array",
    "ContentStreamInlineImage",
    "ContentStreamInstruction",
    "Dictionary",
    "Matrix",
    "Name",
    "Object",
    "ObjectStreamMode",
    "Operator",
    "PasswordError",
    "Pdf",
    "PdfError",
    "PikepdfError",
    "Stream",
    "String",
    "new_file",
    "open_file",
    "parse_content_stream",
    "unparse_content_stream",
]

new_file = pikepdf.new
open_file = pikepdf.open
