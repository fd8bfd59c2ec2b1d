"""Configurations of operations that work number by number."""
import math

import numpy
import torch
import torch.nn.functional as F

from draw import EXTREMES, FINITE, MODERATE, Case, Refused, as_float32, operation

NUMBERS = tuple(number for number in EXTREMES if not math.isnan(number))


def uncancelled(x):
    """What PyTorch loses where it computes eˣ − 1 for x ≤ 0."""
    x = x.detach().clamp(max=0)
    return torch.expm1(x) - (torch.exp(x) - 1)


def unary(name, function, extremes=EXTREMES, low=None):
    @operation(name, pointwise=True)
    def draw(d):
        return Case([d.values(d.shape(), extremes, low)], function)


def binary(name, function, number=None):
    """number: the same with a number as second operand, where there is that."""

    @operation(name, pointwise=True)
    def draw(d):
        if number and d.chance(0.3):
            b = float(d.values((), FINITE))
            return Case([d.values(d.shape(), EXTREMES)], lambda a: number(a, b), {"b": b})
        a, b = d.broadcasting(2)
        return Case([d.values(a, EXTREMES), d.values(b, EXTREMES)], function)


binary("add", torch.add, torch.add)
binary("subtract", torch.sub, torch.sub)
binary("multiply", torch.mul, torch.mul)
binary("divide", torch.div, torch.div)
binary("maximum", torch.maximum)
binary("minimum", torch.minimum)
unary("negate", torch.neg)
unary("exp", torch.exp)
unary("log", torch.log)
unary("sqrt", torch.sqrt)
unary("square", lambda x: x ** 2)
unary("abs", torch.abs)
unary("sin", torch.sin)
unary("cos", torch.cos)
unary("stop_gradient", lambda x: x.detach() * x)
unary("sigmoid", torch.sigmoid)
unary("tanh", torch.tanh)
unary("relu", torch.relu)
unary("selu", lambda x: torch.selu(x) + 1.0507009873554805 * 1.6732632423543772 * uncancelled(x), NUMBERS)
# As PyTorch defines them; its own cancel in the tail, even in float64.
unary("gelu", lambda x: x * 0.5 * torch.erfc(-x * math.sqrt(0.5)))
unary("gelu_tanh", lambda x: x * torch.sigmoid(2 * math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)))
unary("softplus", F.softplus)
unary("silu", F.silu)


@operation("subtract_from", pointwise=True)
def _(d):
    a = float(d.values((), FINITE))
    return Case([d.values(d.shape(), EXTREMES)], lambda x: a - x, {"a": a})


@operation("divide_number", pointwise=True)
def _(d):
    a = float(d.values((), FINITE))
    return Case([d.values(d.shape(), EXTREMES)], lambda x: a / x, {"a": a})


@operation("pow", pointwise=True)
def _(d):
    exponent = d.choice((0.0, 1.0, 2.0, 3.0, -1.0, -2.0, 0.5, -0.5, 1.5, 4.0, round(d.uniform(-3, 3), 3)))
    x = as_float32(d.values(d.shape(), EXTREMES) + 0)  # (-0)^-0.5 is ∞ in C and -∞ in PyTorch; (-∞)^0.5 is ∞ and NaN
    x[numpy.isneginf(x)] = -2
    return Case([x], lambda x: x ** exponent, {"exponent": exponent})


@operation("clamp", pointwise=True)
def _(d):
    low, high = sorted((d.choice((0.0, -1.0, -math.inf, d.uniform(-2, 2))), d.choice((1.0, 0.0, math.inf, d.uniform(-2, 2)))))
    return Case([d.values(d.shape(), EXTREMES)], lambda x: x.clamp(low, high), {"low": low, "high": high})


@operation("where", pointwise=True)
def _(d):
    a, b, condition = d.broadcasting(3)
    return Case([d.values(a, EXTREMES), d.values(b, EXTREMES), d.ties(condition)],
                lambda a, b, condition: torch.where(condition != 0, a, b), constant=(2,))


@operation("leaky_relu", pointwise=True)
def _(d):
    slope = d.choice((0.01, 0.2, 0.0, 1.0, d.uniform(-1, 2)))
    return Case([d.values(d.shape(), EXTREMES)], lambda x: torch.where(x > 0, x, slope * x), {"slope": slope})


@operation("elu", pointwise=True)
def _(d):
    alpha = d.choice((1.0, 0.5, 2.0))
    return Case([d.values(d.shape(), NUMBERS)], lambda x: F.elu(x, alpha) + alpha * uncancelled(x), {"alpha": alpha})


@operation("prelu")
def _(d):
    shape = d.shape()
    axis = d.choice((1, d.axis(len(shape))))
    there = -len(shape) <= axis < len(shape)
    count = shape[axis] if there and d.chance(0.6) else 1
    count = count + 1 if d.chance(0.03) else count

    def function(x, slopes):
        if slopes.numel() == 1:
            return torch.where(x > 0, x, slopes.reshape(()) * x)
        if not there or slopes.numel() != x.shape[axis]:
            raise Refused()
        along = slopes.reshape([-1] + [1] * (x.dim() - 1 - axis % x.dim()))
        return torch.where(x > 0, x, along * x)

    return Case([d.values(shape, MODERATE), d.values((count,), MODERATE)], function, {"axis": axis})


@operation("pow_tensor", pointwise=True)
def _(d):
    base, exponent = d.broadcasting(2)
    whole = (0.0, 1.0, 2.0, 3.0, -1.0, -2.0)
    bases, exponents = d.ties(base) if d.chance(0.4) else abs(d.values(base, FINITE)), d.numbers.choice(whole, exponent)
    if d.chance(0.5):
        exponents = d.numbers.uniform(-3, 3, exponent)
    return Case([as_float32(bases), as_float32(exponents)], torch.pow)


class StraightThrough(torch.autograd.Function):
    @staticmethod
    def forward(context, x, value):
        return value.clone()

    @staticmethod
    def backward(context, gradient):
        return gradient, None


@operation("straight_through", pointwise=True)
def _(d):
    shape = d.shape()
    other = d.shape() if d.chance(0.05) else shape

    def function(x, value):
        if x.shape != value.shape:
            raise Refused()
        return StraightThrough.apply(x, value)

    return Case([d.values(shape, EXTREMES), d.values(other, EXTREMES)], function, constant=(1,))


unary("straight_through_round", lambda x: StraightThrough.apply(x, torch.round(x.detach())))
