"""Figures of Chinese and English as exact values, and their comparison.

Chinese counts in 万 (ten thousand) and 亿 (hundred million), English in thousands, millions and
billions. `chinese_facts` and `english_facts` read both into the same values, with unit, bound and
place, and `compare` says what the English gets wrong.
"""

from toolkit.language.quantities.compare import compare
from toolkit.language.quantities.dates import Moment, print_date
from toolkit.language.quantities.facts import Facts, chinese_facts, english_facts, may_have_figures
from toolkit.language.quantities.meaning import in_full
from toolkit.language.quantities.mismatch import Mismatch, Problem
from toolkit.language.quantities.values import Bound, Kind, Quantity, mask, printed

__all__ = [
    "Bound",
    "Facts",
    "Kind",
    "Mismatch",
    "Moment",
    "Problem",
    "Quantity",
    "chinese_facts",
    "compare",
    "english_facts",
    "in_full",
    "mask",
    "may_have_figures",
    "print_date",
    "printed",
]
