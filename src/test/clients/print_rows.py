"""Prints the pairs of a workbook (openpyxl) or CSV file (Python), one per line with a tab between: print_rows.py FILE"""

import csv
import sys


def rows(name):
    if name.endswith(".xlsx"):
        import openpyxl

        yield from openpyxl.load_workbook(name, read_only=True).active.iter_rows(values_only=True)
    else:
        with open(name, encoding="utf-8-sig", newline="") as file:
            yield from csv.reader(file)


pairs = rows(sys.argv[1])
header = next(pairs)
for row in pairs:
    print(f"{row[header.index('zh-CN')]}\t{row[header.index('en-US')]}")
