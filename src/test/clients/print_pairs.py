"""Prints the pairs that Translate Toolkit reads from a file, one per line with a tab between: print_pairs.py FILE"""

import sys

from translate.storage import factory

for unit in factory.getobject(sys.argv[1]).units:
    if unit.istranslatable() and unit.target:
        print(f"{unit.source}\t{unit.target}")
