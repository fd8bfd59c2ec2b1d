"""Clones the demos of a checkout under other slugs, to measure what one more costs to build, to test and to open.

python3 tests/bench/clone_demos.py CHECKOUT COUNT    CHECKOUT: a clone to be thrown away, whose demos are copied in turn
"""
import pathlib
import re
import shutil
import sys


def space_of(folder):
    """The namespace of a demo, such as `cnn` or `demos::attention`, within madang."""
    declared = re.findall(r"^namespace madang::([\w:]+) \{", (folder / "settings.h").read_text(), re.M)
    return next(name for name in declared if name != "demo")


def renamed(text, slug, space, new):
    text = text.replace(f"demos/{slug}/", f"demos/{new}/")
    text = re.sub(rf"(?<=namespace ){space}\b", new, text)
    text = re.sub(rf"\bmadang::{space}\b", f"madang::{new}", text)
    short = space.rsplit("::", 1)[-1]
    text = re.sub(rf"(?<![:\w])(?:{space}|{short})::", f"{new}::", text)
    text = re.sub(rf'(registered|DemoRun|TwoEngines app)([({{])"{slug}"', rf'\1\2"{new}"', text)
    return re.sub(rf"^slug: {slug}$", f"slug: {new}", text, flags=re.M)


def clone(root, slug, new):
    space = space_of(root / "src/demos" / slug)
    for room in ("src/demos", "tests/demos"):
        source, target = root / room / slug, root / room / new
        if not source.exists():
            continue
        shutil.copytree(source, target)
        for file in target.iterdir():
            file.write_text(renamed(file.read_text(), slug, space, new))


def main(checkout, count):
    root = pathlib.Path(checkout)
    slugs = sorted(path.parent.name for path in root.glob("src/demos/*/experiment.cpp"))
    for i in range(int(count)):
        clone(root, slugs[i % len(slugs)], f"clone{i:02d}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
