"""Runs exported PyTorch scripts and holds their losses against the curves of the demos, step by step.

python3 tests/pytorch/run.py PATH/TO/madang_pytorch_export [SLUG [SETTING=VALUE …]]

Without a slug every run that a demo's tests.txt names. The last line is `N passed, N failed`.
"""
import contextlib
import csv
import io
import pathlib
import runpy
import signal
import subprocess
import sys
import tempfile

import torch  # once: it takes longer than most of the scripts

# Sums in another order differ in the last bits, and a hundred steps let that grow.
RELATIVE_TOLERANCE = 2e-4
ABSOLUTE_TOLERANCE = 1e-6
SCRIPT_SECONDS = 120


def expected(table):
    """{step: loss} of the first curve."""
    with open(table, newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return {int(float(row[0])): float(row[1]) for row in rows if row[1]}


def as_fresh():
    """What a script may change for those after it."""
    torch.set_num_threads(THREADS)
    torch.set_default_dtype(torch.float32)
    torch.set_grad_enabled(True)
    torch.use_deterministic_algorithms(False)
    torch.manual_seed(0)
    signal.alarm(0)


def runs_away(number, frame):
    raise TimeoutError(f"stopped after {SCRIPT_SECONDS} s")


def printed(script):
    """{step: loss} as the script prints it, run in this process with names of its own."""
    output = io.StringIO()
    as_fresh()
    signal.alarm(SCRIPT_SECONDS)
    try:
        with contextlib.redirect_stdout(output):
            runpy.run_path(str(script), run_name="__main__")
    finally:
        as_fresh()
    return {int(step): float(loss) for step, loss in (line.split() for line in output.getvalue().splitlines())}


def compare(ours, theirs):
    """What differs first; None where nothing does."""
    if len(ours) < 5:
        return f"only {len(ours)} points to compare"
    for step, loss in ours.items():
        if step not in theirs:
            return f"step {step} is missing"
        # Written so that NaN is a difference as well.
        if not abs(theirs[step] - loss) <= ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * abs(loss):
            return f"step {step}: {loss} here, {theirs[step]} in PyTorch"
    return None


def verdict(base):
    """Whether the script at `base` + .py agrees with the table beside it, and what to say of it."""
    try:
        ours = expected(base.with_suffix(".csv"))
        difference = compare(ours, printed(base.with_suffix(".py")))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit too: a script must not end the others
        return False, f"{type(error).__name__}: {error}"
    return difference is None, difference or f"{len(ours)} losses agree"


def main(exporter, *run):
    passed = failed = 0
    signal.signal(signal.SIGALRM, runs_away)
    with tempfile.TemporaryDirectory() as folder:
        exported = subprocess.run([exporter, folder, *run], stdout=subprocess.PIPE, text=True, timeout=1200)
        for line in exported.stdout.splitlines():
            name, title, wrong = line.split("\t", 2)
            good, words = (False, wrong) if wrong else verdict(pathlib.Path(folder) / name)
            passed += good
            failed += not good
            print(f"{title}: {words}", flush=True)
    if exported.returncode != 0 and failed == 0:
        failed = 1
        print(f"{exporter}: exit status {exported.returncode}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or passed == 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    THREADS = torch.get_num_threads()
    sys.exit(main(*sys.argv[1:]))
