"""Configurations of sums, shapes, gathering and resizing."""
import math

import torch
import torch.nn.functional as F

from draw import EXTREMES, MODERATE, Case, Refused, operation


def placed(x, axes):
    """x with the axes, sorted, flattened into a last one."""
    axes = sorted(axis % x.dim() for axis in axes)
    kept = [axis for axis in range(x.dim()) if axis not in axes]
    moved = x.permute(kept + axes)
    count = math.prod(x.shape[axis] for axis in axes)
    return moved.reshape([x.shape[axis] for axis in kept] + [count])


def kept(y, x, axes, keep):
    """The result y of a reduction, with its axes put back as 1."""
    if not keep:
        return y
    axes = [axis % x.dim() for axis in axes]
    return y.reshape([1 if axis in axes else x.shape[axis] for axis in range(x.dim())])


def checked(x, axes):
    if any(not -x.dim() <= axis < x.dim() for axis in axes) or len({axis % x.dim() for axis in axes}) < len(axes):
        raise IndexError("no such axes")


def reduction(name, function, extremes, refuses_nothing=False):
    """function(x with the axes flattened into a last one)"""

    @operation(name)
    def draw(d):
        shape = d.shape()
        axes, keep = d.axes(len(shape)), d.chance(0.4)
        if d.chance(0.03):
            axes = axes + [d.choice((len(shape), -len(shape) - 1, axes[0] if axes else 4))]
        whole = name != "logsumexp" and d.chance(0.2)

        def reduce(x):
            chosen = range(x.dim()) if whole else axes
            checked(x, chosen)
            flat = placed(x, chosen)
            if refuses_nothing and flat.shape[-1] == 0 and math.prod(flat.shape[:-1]) > 0:
                raise Refused("no elements")
            return function(flat) if whole else kept(function(flat), x, chosen, keep)

        return Case([d.values(shape, extremes)], reduce, {} if whole else {"axes": axes, "keep": keep})


def largest(x):
    """The first of equal ones takes the gradient."""
    return x.sum(-1) if x.shape[-1] == 0 else x.max(-1).values


reduction("sum", lambda x: x.sum(-1), MODERATE)
reduction("mean", lambda x: x.mean(-1), MODERATE, refuses_nothing=True)
reduction("variance", lambda x: x.var(-1, unbiased=False), MODERATE, refuses_nothing=True)
reduction("max", largest, EXTREMES, refuses_nothing=True)
reduction("min", lambda x: x.sum(-1) if x.shape[-1] == 0 else x.min(-1).values, EXTREMES, refuses_nothing=True)
reduction("logsumexp", lambda x: torch.logsumexp(x, -1), EXTREMES)


@operation("broadcast_to")
def _(d):
    shape = d.shape()
    given = tuple(1 if d.chance(0.4) else size for size in shape[d.between(0, len(shape)):])
    if d.chance(0.05):
        given = given + (d.between(2, 7),)
    return Case([d.values(given, EXTREMES)], lambda x: x.broadcast_to(shape), {"shape": list(shape)})


@operation("sum_to")
def _(d):
    shape = d.shape()
    to = tuple(1 if d.chance(0.4) else size for size in shape[d.between(0, len(shape)):])
    if d.chance(0.05):
        to = to + (d.between(2, 7),)

    def function(x):
        if torch.broadcast_shapes(tuple(x.shape), to) != x.shape:
            raise Refused("not a repeat")
        return x.sum_to_size(to)

    return Case([d.values(shape, MODERATE)], function, {"shape": list(to)})


def factors_of(d, count):
    """A shape of that many numbers."""
    if count == 0:
        return d.random.sample([0] + [d.size() for _ in range(d.between(0, 3))], k=1) + [d.size() for _ in range(2)]
    sizes = []
    while count > 1 and len(sizes) < 5:
        sizes.append(d.choice([size for size in range(1, count + 1) if count % size == 0]))
        count //= sizes[-1]
    return sizes + [count]


@operation("reshape")
def _(d):
    shape = d.shape()
    to = factors_of(d, math.prod(shape))
    if d.chance(0.4):
        to[d.between(0, len(to) - 1)] = -1
    if d.chance(0.1):
        to[d.between(0, len(to) - 1)] = d.choice((-1, -2, 3, 0, 7))
    return Case([d.values(shape, EXTREMES)], lambda x: x.reshape(to), {"shape": to})


@operation("permute")
def _(d):
    shape = d.shape()
    order = d.random.sample(range(len(shape)), len(shape))
    if d.chance(0.05):
        order = d.choice(([0, 0], order + [len(order)], [9]))
    return Case([d.values(shape, EXTREMES)], lambda x: x.permute(order), {"order": order})


@operation("transpose")
def _(d):
    return Case([d.values(d.shape(1), EXTREMES)], lambda x: x.transpose(-1, -2) if x.dim() > 1 else x.permute(0, 1))


@operation("slice")
def _(d):
    shape = d.shape(1, largest=8)
    axis = d.axis(len(shape))
    size = shape[axis] if -len(shape) <= axis < len(shape) else 0
    begin, end = sorted((d.between(0, size), d.between(0, size)))
    if d.chance(0.05):
        begin, end = d.choice(((0, size + 1), (begin + 1, begin), (-1, size)))
    step = d.choice((1, 2, 3, 7, 0, -1)) if d.chance(0.5) else None

    def function(x):
        if not 0 <= begin <= end <= x.shape[axis]:
            raise Refused("PyTorch counts from the end or cuts what is beyond it")
        return x.movedim(axis, 0)[begin:end:step].movedim(0, axis)

    options = {"axis": axis, "begin": begin, "end": end}
    return Case([d.values(shape, EXTREMES)], function, options if step is None else {**options, "step": step})


@operation("pad")
def _(d):
    shape = d.shape(1)
    axis = d.axis(len(shape))
    before, after = d.between(0, 4), d.between(0, 4)
    options = {"axis": axis, "before": before, "after": after}
    kind = d.choice((None, None, "constant", "reflect", "replicate", "circular"))
    if kind == "constant":
        options["value"] = float(d.values((), EXTREMES))
    elif kind:
        options["mode"] = ("reflect", "replicate", "circular").index(kind)

    def function(x):
        moved = x.movedim(axis, -1)
        size = moved.shape[-1]
        if kind in (None, "constant"):
            return F.pad(moved, (before, after), value=options.get("value", 0.0)).movedim(-1, axis)
        if max(before, after) > {"reflect": max(size - 1, 0), "replicate": 99 * size, "circular": size}[kind]:
            raise Refused("more than there is")
        if x.numel() == 0:
            return moved.new_zeros(moved.shape[:-1] + (before + size + after,)).movedim(-1, axis) + 0 * x.sum()
        lines = F.pad(moved.reshape(-1, 1, size), (before, after), mode=kind)
        return lines.reshape(moved.shape[:-1] + (-1,)).movedim(-1, axis)

    return Case([d.values(shape, EXTREMES)], function, options)


def places(name, function):
    @operation(name)
    def draw(d):
        shape = d.shape(1)
        axis = d.axis(len(shape))
        there = -len(shape) <= axis < len(shape)
        others = [size for i, size in enumerate(shape) if not there or i != axis % len(shape)]

        def run(x):
            if x.shape[axis] == 0 and math.prod(others) == 0:
                return torch.zeros(others, dtype=x.dtype)
            return function(x, axis).to(x.dtype)

        return Case([d.values(shape, EXTREMES)], run, {"axis": axis, "shape": others})


places("argmax", torch.argmax)
places("argmin", torch.argmin)


def pieces(d, along):
    """Arrays of one shape, or of shapes that differ along the axis only; seldom others."""
    shape = d.shape(1 if along else 0, 3)
    axis = d.axis(len(shape) + (not along))
    arrays = []
    for _ in range(d.between(1, 4)):
        sizes = list(shape)
        if along and -len(shape) <= axis < len(shape):
            sizes[axis] = d.size()
        if d.chance(0.02):
            sizes = sizes + [2]
        arrays.append(d.values(tuple(sizes), EXTREMES))
    return arrays, axis


@operation("concat")
def _(d):
    arrays, axis = pieces(d, True)

    def function(*parts):
        if any(part.dim() != parts[0].dim() for part in parts):
            raise Refused("PyTorch passes over parts of shape (0)")
        return torch.cat(parts, axis)

    return Case(arrays, function, {"axis": axis})


@operation("stack")
def _(d):
    arrays, axis = pieces(d, False)
    return Case(arrays, lambda *parts: torch.stack(parts, axis), {"axis": axis})


@operation("unstack")
def _(d):
    shape = d.shape(1)
    axis = d.axis(len(shape))
    if -len(shape) <= axis < len(shape) and shape[axis] == 0:
        shape = tuple(max(size, 1) for size in shape)
    part = d.between(0, max(0, shape[axis] - 1)) if -len(shape) <= axis < len(shape) else 0
    return Case([d.values(shape, EXTREMES)], lambda x: torch.unbind(x, axis)[part], {"axis": axis, "part": part})


@operation("gather")
def _(d):
    shape = d.shape(1)
    axis = d.axis(len(shape))
    positions = shape[axis] if -len(shape) <= axis < len(shape) else 0
    indices = d.indices(d.size(6), positions)
    if d.chance(0.03):
        indices = indices + [d.choice((positions, -1))]

    def function(x):
        if any(index < 0 for index in indices):
            raise Refused()
        return x.index_select(axis, torch.tensor(indices, dtype=torch.long))

    return Case([d.values(shape, EXTREMES)], function, {"indices": indices, "axis": axis})


@operation("scatter_add")
def _(d):
    shape = d.shape(1)
    axis, size = d.axis(len(shape)), d.size()
    count = shape[axis] if -len(shape) <= axis < len(shape) else 0
    indices = [d.between(0, max(0, size - 1)) for _ in range(count)]
    if d.chance(0.03):
        indices = indices + [0]

    def function(x):
        if any(not 0 <= index < size for index in indices):
            raise Refused()
        sizes = [size if i == axis % x.dim() else n for i, n in enumerate(x.shape)]
        return x.new_zeros(sizes).index_add(axis, torch.tensor(indices, dtype=torch.long), x)

    return Case([d.values(shape, MODERATE)], function, {"indices": indices, "size": size, "axis": axis})


@operation("pick")
def _(d):
    shape = (d.size(), d.size())
    indices = [d.between(0, max(0, shape[1] - 1)) for _ in range(shape[0])]
    if d.chance(0.03):
        indices = indices + [0]

    def function(x):
        if len(indices) != x.shape[0] or any(index >= x.shape[1] for index in indices):
            raise Refused()
        return x.gather(1, torch.tensor(indices, dtype=torch.long)[:, None])[:, 0]

    return Case([d.values(shape, EXTREMES)], function, {"indices": indices})


def segments(name, function, extremes):
    """function(x, numbers of the rows in each segment, count)"""

    @operation(name)
    def draw(d):
        shape = d.shape(1)
        count = d.size()
        numbers = [d.between(0, max(0, count - 1)) for _ in range(shape[0])]
        if d.chance(0.03):
            numbers = numbers + [0]

        def run(x):
            if len(numbers) != x.shape[0] or any(number >= count for number in numbers):
                raise Refused()
            rows = [[i for i, number in enumerate(numbers) if number == segment] for segment in range(count)]
            return function(x, rows, numbers)

        return Case([d.values(shape, extremes)], run, {"segments": numbers, "count": count})


def each_segment(x, rows, function):
    if not rows:
        return x.sum(0, keepdim=True)[:0]
    return torch.stack([function(x[members]) if members else x.new_zeros(x.shape[1:]) for members in rows])


def softmax_of_segments(x, rows, numbers):
    parts = [torch.softmax(x[members], 0) for members in rows if members]
    order = [i for members in rows for i in members]
    return torch.cat(parts)[torch.tensor(order).argsort()] if order else x * 1


segments("segment_sum", lambda x, rows, _: each_segment(x, rows, lambda part: part.sum(0)), MODERATE)
segments("segment_mean", lambda x, rows, _: each_segment(x, rows, lambda part: part.mean(0)), MODERATE)
segments("segment_max", lambda x, rows, _: each_segment(x, rows, lambda part: part.max(0).values), EXTREMES)
segments("segment_softmax", softmax_of_segments, MODERATE)


@operation("one_hot_of_largest")
def _(d):
    shape = d.shape()

    def function(x):
        if x.dim() == 0 or x.shape[-1] == 0:
            raise Refused()
        return F.one_hot(x.argmax(-1), x.shape[-1]).to(x.dtype)

    return Case([d.values(shape, EXTREMES)], function)


def resizing(name, mode, by_factor):
    @operation(name)
    def draw(d):
        shape = (d.size(2), d.size(3), d.size(), d.size())
        sizes = [d.between(1, 4), d.between(1, 4)] if by_factor else [d.between(1, 8), d.between(1, 8)]
        if d.chance(0.03):
            sizes[0] = d.choice((0, -1))
        if d.chance(0.02):
            shape = shape[1:]

        def function(x):
            if x.dim() != 4 or 0 in x.shape[2:]:
                raise Refused()
            size = [n * f for n, f in zip(x.shape[2:], sizes)] if by_factor else sizes
            if min(size) < 1:
                raise Refused()
            if 0 in x.shape[:2]:
                return x.sum() + x.new_zeros(list(x.shape[:2]) + size)
            return F.interpolate(x, size, mode=mode, align_corners=None if mode == "nearest" else False)

        return Case([d.values(shape, MODERATE)], function, {"factor" if by_factor else "size": sizes})


resizing("upsample_nearest", "nearest", True)
resizing("upsample_bilinear", "bilinear", True)
resizing("resize_nearest", "nearest", False)
resizing("resize_bilinear", "bilinear", False)


@operation("keys_from_distances")
def _(d):
    length = d.between(1, 5)
    shape = d.shape(0, 2) + (length, 2 * length - 1)

    def function(x):
        return torch.stack([x[..., i, length - 1 - i:2 * length - 1 - i] for i in range(length)], -2)

    return Case([d.values(shape, MODERATE)], function)


@operation("rotary")
def _(d):
    length, depth, first = d.size(), 2 * d.size(4), d.between(0, 20)
    shape = d.shape(0, 2) + (length, depth)

    def function(x):
        if depth == 0:
            return x * 1
        angles = (first + torch.arange(length, dtype=torch.float64))[:, None] / 10000 ** (
            torch.arange(0, depth, 2, dtype=torch.float64) / depth)
        cosine, sine = (f(angles).to(x.dtype) for f in (torch.cos, torch.sin))
        even, odd = x[..., ::2], x[..., 1::2]
        return torch.stack([even * cosine - odd * sine, odd * cosine + even * sine], -1).reshape(x.shape)

    return Case([d.values(shape, MODERATE)], function, {"first": first})
