"""Holds every operation, its first and its second derivative against PyTorch on drawn configurations.

python3 tests/pytorch/operations/run.py PATH/TO/madang_operations [--seed SEED] [--cases COUNT] [--only OPERATION [--case NUMBER]]

The last line is `N passed, N failed`, of operations.
"""
import argparse
import functools
import subprocess
import sys
import time

import numpy
import torch

import blocks  # noqa: F401: each registers its operations
import compare
import draw
import layers  # noqa: F401
import losses  # noqa: F401
import pointwise  # noqa: F401
import rearranging  # noqa: F401

PHASES = ("value", "derivative", "derivative with create_graph", "second derivative")


class Drawn:
    """A case with the weights r and s of its results, and what PyTorch says of it."""

    def __init__(self, seed, name, number):
        drawing = draw.Draw(seed, name, number)
        self.name, self.number, (draw_case, self.pointwise) = name, number, draw.OPERATIONS[name]
        self.case = draw_case(drawing)
        self.differentiated = [position not in self.case.constant and not drawing.chance(0.1)
                               for position in range(len(self.case.inputs))]
        self.error = None
        try:
            with torch.no_grad():
                shape = tuple(self.case.function(*self.tensors(torch.float64)).shape)
        except (draw.Refused, RuntimeError, IndexError, ValueError, TypeError) as error:
            self.error, shape = error, ()
        self.result_weights = drawing.normal(shape)
        self.derivative_weights = [drawing.normal(array.shape) for array in self.case.inputs]

    def tensors(self, kind):
        return [torch.from_numpy(array).to(kind).requires_grad_(differentiated)
                for array, differentiated in zip(self.case.inputs, self.differentiated)]

    def results(self, kind):
        """As madang_operations answers: y, derivatives, derivatives again, second derivatives."""
        inputs = self.tensors(kind)
        weights = torch.from_numpy(self.result_weights).to(kind).requires_grad_()
        y = self.case.function(*inputs)
        firsts = by(y, inputs, weights)
        others = [torch.from_numpy(array).to(kind) for array in self.derivative_weights]
        outs = [(first, other) for first, other in zip(firsts, others) if first is not None and first.requires_grad]
        seconds = [None] * (len(inputs) + 1)
        if outs:
            wanted = inputs + [weights]
            seconds = by([first for first, _ in outs], wanted, [other for _, other in outs])
        return [as_array(result, like) for result, like in
                zip([y] + firsts * 2 + seconds, [y] + inputs * 3 + [weights])]

    def lines(self):
        """As madang_operations reads it."""
        options = " ".join(f"{name}={text(value)}" for name, value in self.case.options.items())
        parts = [f"{self.name} {len(self.case.inputs)} {options}\n".encode()]
        for array, differentiated in zip(self.case.inputs, self.differentiated):
            parts += block(array, differentiated)
        for array in [self.result_weights] + self.derivative_weights:
            parts += block(array, False)
        return b"".join(parts)

    def shapes(self):
        return ", ".join(str(array.shape) for array in self.case.inputs)


def by(outputs, inputs, weights):
    """Derivatives by the inputs, None where there is none."""
    wanted = [each for each in inputs if each.requires_grad]
    if not wanted or isinstance(outputs, torch.Tensor) and not outputs.requires_grad:
        return [None] * len(inputs)
    found = iter(torch.autograd.grad(outputs, wanted, weights, create_graph=True, allow_unused=True))
    return [next(found) if each.requires_grad else None for each in inputs]


def as_array(result, like):
    return numpy.zeros(tuple(like.shape)) if result is None else result.detach().clone().numpy()  # a lazy zero is cloned to one


def text(value):
    values = value if isinstance(value, (list, tuple)) else [value]
    return ",".join(repr(float(number)) if isinstance(number, float) else str(int(number)) for number in values)


def block(array, differentiated):
    sizes = " ".join(map(str, (int(differentiated),) + array.shape))
    return [f"{sizes}\n".encode(), array.tobytes()]


def read_answers(output):
    """The answers of madang_operations: a message where it refused, else arrays."""
    answers, at = [], 0

    def line():
        nonlocal at
        end = output.index(b"\n", at)
        words, at = output[at:end].decode(), end + 1
        return words

    while at < len(output):
        head = line()
        if not head.startswith("done "):
            answers.append(head)
            continue
        arrays = []
        for _ in range(int(head[5:])):
            shape = tuple(map(int, line().split()))
            count = int(numpy.prod(shape, dtype=int))
            arrays.append(numpy.frombuffer(output, numpy.float32, count, at).reshape(shape))
            at += 4 * count
        answers.append(arrays)
    return answers


def wrong_words(message, name):
    """What is wrong with the message of a refusal: it has to name the operation and a shape or number."""
    if not message.startswith("refused value: "):
        return f"{message}"
    words = message.removeprefix("refused value: ")
    named = NAMES.get(name, name)
    clear = words.startswith(named + ":") and ("(" in words or any(map(str.isdigit, words)))
    return None if clear else f"unclear refusal: {words}"


# What is refused under another name: the parts that a name here stands for.
NAMES = {"subtract_from": "subtract", "divide_number": "divide", "cross_entropy_plain": "cross_entropy",
         "cross_entropy_with_targets": "cross_entropy",
         "batch_norm_in_evaluation": "batch_norm", "attention_weights": "attention",
         "pow_tensor": "pow"}


def verdict(drawn, answer):
    """What is wrong, None where nothing is."""
    if isinstance(answer, str):
        return wrong_words(answer, drawn.name) if drawn.error else f"{answer}, in PyTorch {drawn.results(torch.float64)[0].shape}"
    if drawn.error:
        return f"gave a result where PyTorch says: {drawn.error}"
    exact = drawn.results(torch.float64)
    rounded = functools.cache(lambda: drawn.results(torch.float32))
    count = len(drawn.case.inputs)
    r = compare.largest(drawn.result_weights) * drawn.case.gain
    s = compare.largest(*drawn.derivative_weights) * drawn.case.gain
    if len(answer) != len(exact):
        return f"shape {answer[0].shape}, in PyTorch {exact[0].shape}"
    for position, (ours, reference) in enumerate(zip(answer, exact)):
        phase = 0 if position == 0 else min(3, 1 + (position - 1) // max(count, 1))
        own = compare.largest(reference)
        terms = {0: 0.0 if drawn.pointwise else max(own, compare.largest(*drawn.case.inputs)),
                 3: max(r * s, 0.0 if drawn.pointwise else own)}.get(phase, max(r, 0.0 if drawn.pointwise else own))
        wrong = compare.difference(ours, reference, terms, lambda: rounded()[position], phase == 3)
        if wrong:
            which = "" if phase == 0 else f" by input {(position - 1) - (phase - 1) * count}"
            return f"{PHASES[phase]}{which}: {wrong}"
    return None


def run_operation(program, name, seed, numbers):
    """The failures: (number of the case, its shapes and options, what is wrong)."""
    cases = [Drawn(seed, name, number) for number in numbers]
    ran = subprocess.run([program], input=b"".join(case.lines() for case in cases), stdout=subprocess.PIPE, timeout=300)
    answers = read_answers(ran.stdout)
    failures = []
    for case, answer in zip(cases, answers):
        wrong = verdict(case, answer)
        if wrong:
            failures.append((case, wrong))
    if len(answers) < len(cases):
        failures.append((cases[len(answers)], f"ended with status {ran.returncode}"))
    return failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--only")
    parser.add_argument("--case", type=int)
    parser.add_argument("--show", type=int, default=3, help="failing cases shown of each operation")
    wanted = parser.parse_args()
    torch.set_num_threads(1)
    known = set(subprocess.run([wanted.program, "--list"], stdout=subprocess.PIPE, text=True, check=True).stdout.split())
    numbers = range(wanted.cases) if wanted.case is None else [wanted.case]
    passed = failed = 0
    for name in [wanted.only] if wanted.only else sorted(known | set(draw.OPERATIONS)):
        if name not in known or name not in draw.OPERATIONS:
            failed += 1
            print(f"{name}: {'not in registry.cpp' if name not in known else 'no configurations are drawn for it'}")
            continue
        started = time.monotonic()
        failures = run_operation(wanted.program, name, wanted.seed, numbers)
        passed += not failures
        failed += bool(failures)
        print(f"{name}: {len(numbers) - len(failures)} of {len(numbers)} agree, {time.monotonic() - started:.1f} s", flush=True)
        for case, wrong in failures[:wanted.show]:
            print(f"  --seed {wanted.seed} --only {name} --case {case.number}: {case.shapes()} {case.case.options}: {wrong}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main())
