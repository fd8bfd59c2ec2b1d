#!/usr/bin/python3
"""Writes the golden values beside this file: /usr/bin/python3 tests/golden/make.py   (Debian: python3-torch)

The same bytes every time, on the same version of PyTorch; the stored ones are of 1.13. Tests only read them."""
import sys
from pathlib import Path

sys.dont_write_bytecode = True
for script in sorted(Path(__file__).parent.glob("cases_*.py")):
    __import__(script.stem)
