"""Runs every exported PyTorch script and holds its losses against the curve of the demo, step by step.

python3 tests/pytorch/run.py PATH/TO/madang_pytorch_export    the last line is `N passed, N failed`
"""
import csv
import pathlib
import subprocess
import sys
import tempfile

# Sums in another order differ in the last bits, and a hundred steps let that grow.
RELATIVE_TOLERANCE = 2e-4
ABSOLUTE_TOLERANCE = 1e-6


def expected(table):
    """{step: loss} of the first curve."""
    with open(table, newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return {int(float(row[0])): float(row[1]) for row in rows if row[1]}


def printed(script):
    result = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=600)
    if result.returncode != 0:
        raise RuntimeError(result.stderr.strip().splitlines()[-1])
    return {int(step): float(loss) for step, loss in (line.split() for line in result.stdout.splitlines())}


def compare(ours, theirs):
    """What differs first; None where nothing does."""
    if len(ours) < 5:
        return f"only {len(ours)} points to compare"
    for step, loss in ours.items():
        if step not in theirs:
            return f"step {step} is missing"
        if abs(theirs[step] - loss) > ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * abs(loss):
            return f"step {step}: {loss} here, {theirs[step]} in PyTorch"
    return None


def run_case(exporter, case, folder):
    subprocess.run([exporter, folder, *case.split()], check=True)
    script = max(pathlib.Path(folder).glob("*.py"), key=lambda file: file.stat().st_mtime_ns)
    ours = expected(script.with_suffix(".csv"))
    difference = compare(ours, printed(script))
    return difference, len(ours)


def main(exporter):
    cases = (pathlib.Path(__file__).parent / "cases.txt").read_text().splitlines()
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            if not case.strip() or case.startswith("#"):
                continue
            try:
                difference, points = run_case(exporter, case, folder)
            except (RuntimeError, subprocess.SubprocessError, ValueError) as error:
                difference, points = str(error), 0
            passed += difference is None
            failed += difference is not None
            print(f"{case}: {difference or f'{points} losses agree'}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or passed == 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
