"""Prints the pairs that Translate Toolkit reads of a file, a tab between source and target: print_pairs.py FILE"""

import sys

from translate.storage import factory

for unit in factory.getobject(sys.argv[1]).units:
    if unit.istranslatable() and unit.target:
        print(f"{unit.source}\t{unit.target}")
