"""The glossary in other programs' formats: CSV tables, Excel workbooks, TBX."""

from toolkit.glossary.exchange.table import proposed_family, read_csv, write_csv
from toolkit.glossary.exchange.tbx_read import read_tbx
from toolkit.glossary.exchange.tbx_write import STYLES, write_tbx
from toolkit.glossary.exchange.xlsx import read_xlsx, write_xlsx

__all__ = [
    "STYLES",
    "TABLES",
    "proposed_family",
    "read_csv",
    "read_tbx",
    "read_xlsx",
    "write_csv",
    "write_tbx",
    "write_xlsx",
]

TABLES = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".tbx": "tbx", ".xml": "tbx"}
"""The ending of a file of terms → its format."""
