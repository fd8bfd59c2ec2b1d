"""Random configurations of an operation: shapes, numbers, options; the same ones for the same seed, name and number."""
import dataclasses
import random
import typing
import zlib

import numpy

EXTREMES = (0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1e-30, -1e-30, 1e30, -1e30, 1e-42, numpy.inf, -numpy.inf, numpy.nan,
            3.4e38, -3.4e38, 88.7, 89.5, -87.5, -104.0, 8.3, -8.3, 16777217.0)
FINITE = tuple(number for number in EXTREMES if numpy.isfinite(number))
MODERATE = tuple(number for number in FINITE if abs(number) < 1e9)


class Refused(Exception):
    """What we refuse although PyTorch, which would broadcast or give NaN, does not; the docstrings say so."""


@dataclasses.dataclass
class Case:
    inputs: list  # float32 arrays
    function: typing.Callable  # of as many torch tensors
    options: dict = dataclasses.field(default_factory=dict)  # of our operation: name → number, bool or list of them
    constant: tuple = ()  # inputs, by position, that are never differentiated
    gain: float = 1.0  # how much larger than what goes in the terms can be that a derivative is summed from


OPERATIONS = {}  # name → (draw, whether each number depends on those at its place only)


def operation(name, pointwise=False):
    """Decorates a function that draws a Case."""

    def register(draw):
        assert name not in OPERATIONS, name
        OPERATIONS[name] = draw, pointwise
        return draw

    return register


class Draw:
    def __init__(self, seed, name, number):
        self.random = random.Random(f"{seed} {name} {number}")
        self.numbers = numpy.random.default_rng([seed, zlib.crc32(name.encode()), number])
        self.between, self.choice, self.uniform = self.random.randint, self.random.choice, self.random.uniform

    def chance(self, probability):
        return self.random.random() < probability

    def size(self, largest=5):
        """0 and 1 more often than their share."""
        kind = self.random.random()
        return 0 if kind < 0.05 else 1 if kind < 0.2 else self.between(1, largest)

    def shape(self, least=0, most=4, largest=5):
        return tuple(self.size(largest) for _ in range(self.between(least, most)))

    def values(self, shape, extremes=(), low=None):
        """Numbers of one kind: normal, with ties, wide, or normal with extremes between; absolute values from `low` on."""
        kind = self.random.random()
        values = self.numbers.standard_normal(shape)
        if kind < 0.2:
            values = numpy.round(values * 1.5)
        elif kind < 0.35:
            values = values * 30
        elif kind < 0.6 and extremes:
            chosen = self.numbers.choice(numpy.array(extremes), shape)
            values = numpy.where(self.numbers.random(shape) < 0.5, chosen, values)
        values = numpy.asarray(values, dtype=numpy.float64)
        return as_float32(values if low is None else low + abs(values))

    def normal(self, shape):
        return as_float32(self.numbers.standard_normal(shape))

    def ties(self, shape):
        return as_float32(numpy.round(self.numbers.standard_normal(shape)) if self.chance(0.5)
                          else self.numbers.standard_normal(shape))

    def broadcasting(self, count, most=4):
        """Shapes that have a common one; now and then one that does not fit."""
        common = self.shape(0, most)
        shapes = []
        for _ in range(count):
            kept = common[self.between(0, len(common)) if self.chance(0.3) else 0:]
            shapes.append(tuple(1 if self.chance(0.2) else size for size in kept))
        if self.chance(0.05) and common:
            shapes[0] = shapes[0][:-1] + (self.between(2, 7),)
        return shapes

    def axes(self, rank):
        """Some axes, negative ones too, each once."""
        chosen = self.random.sample(range(rank), self.between(0, rank)) if rank else []
        return [axis - rank if self.chance(0.4) else axis for axis in chosen]

    def axis(self, rank):
        """Seldom one that is not there."""
        if self.chance(0.02):
            return self.choice((rank, -rank - 1))
        return self.between(-rank, rank - 1) if rank else 0

    def indices(self, count, positions):
        return [self.between(0, positions - 1) for _ in range(count)] if positions else []


def as_float32(values):
    with numpy.errstate(over="ignore"):
        return numpy.ascontiguousarray(values, dtype=numpy.float32).reshape(numpy.shape(values))
