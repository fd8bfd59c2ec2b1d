"""Configurations of products, convolutions, pooling, norms, softmax, attention and recurrent cells."""
import math

import torch
import torch.nn.functional as F

from draw import EXTREMES, FINITE, MODERATE, Case, Refused, as_float32, operation


@operation("matmul")
def _(d):
    rows, depth, columns = d.size(), d.size(), d.size()
    a, b = d.broadcasting(2, 2) if d.chance(0.6) else ((), ())
    first, second = d.chance(0.3), d.chance(0.3)
    left = a + ((depth, rows) if first else (rows, depth))
    right = b + ((columns, depth) if second else (depth, columns))
    if d.chance(0.04):
        right = right[:-1] + (right[-1] + 1,)

    def function(x, y):
        return (x.transpose(-1, -2) if first else x) @ (y.transpose(-1, -2) if second else y)

    return Case([d.values(left), d.values(right)], function, {"a": first, "b": second})


@operation("linear")
def _(d):
    out, features = d.size(), d.size()
    inputs = [d.values(d.shape(0, 3) + (features,)), d.values((out, features + d.chance(0.03)))]
    if d.chance(0.7):
        inputs.append(d.values((out,)))
    return Case(inputs, lambda x, w, *b: F.linear(x, w, *b))


def sides(x, before, after, value=0.0):
    """x with a value around its last axes."""
    return F.pad(x, [size for pair in zip(reversed(before), reversed(after)) for size in pair], value=value)


def convolution(name, function, axes, transposed):
    @operation(name)
    def draw(d):
        several = lambda low, high: [d.between(low, high) for _ in range(axes)]
        groups = d.choice((1, 1, 1, 2, 3))
        given, made = groups * d.between(1, 2), groups * d.between(1, 2)
        kernel, stride, padding, dilation = several(1, 3), several(1, 3), several(0, 2), several(1, 3)
        x = [d.size(3), given] + [d.size(7) for _ in range(axes)]
        weight = [given, made // groups] + kernel if transposed else [made, given // groups] + kernel
        options = {"stride": stride, "dilation": dilation}
        ours = dict(options, padding=padding)
        after = padding
        if transposed:
            options["padding"] = padding
            ours["output_padding"] = options["output_padding"] = several(0, 2)
        elif d.chance(0.4):
            after = ours["padding_after"] = several(0, 2)
        if d.chance(0.03):
            weight[1] += 1
        inputs = [d.normal(tuple(x)), d.normal(tuple(weight))]
        if d.chance(0.6):
            inputs.append(d.normal((made + d.chance(0.03),)))

        def run(x, weight, *bias):
            if 0 in x.shape[2:]:
                raise Refused()
            if not transposed:
                return function(sides(x, padding, after), weight, *bias, groups=groups, **options)
            if any(o >= max(s, e) for o, s, e in zip(options["output_padding"], stride, dilation)):
                raise Refused("passed over by PyTorch in an empty batch")
            y = function(x, weight, *bias, groups=groups, **options)
            if 0 in y.shape[2:]:
                raise Refused("nothing is left, which PyTorch allows in an empty batch")
            return y

        ours = ours if axes == 2 else {key: value[0] for key, value in ours.items()}
        return Case(inputs, run, {**ours, "groups": groups})


convolution("conv2d", F.conv2d, 2, False)
convolution("conv1d", F.conv1d, 1, False)
convolution("conv_transpose2d", F.conv_transpose2d, 2, True)
convolution("conv_transpose1d", F.conv_transpose1d, 1, True)


def pooling(name, function, axes, mean=False, mixed=False):
    @operation(name)
    def draw(d):
        several = lambda low, high: [d.between(low, high) for _ in range(axes)]
        kernel, stride = several(1, 4), several(1, 3) if d.chance(0.6) else None
        halves = lambda: [d.between(0, (size + d.chance(0.03)) // 2) for size in kernel]
        padding, after = halves(), None
        shape = tuple([d.size(3), d.size(3)] + [d.size(8) for _ in range(axes)])
        counted, ceil_mode = d.chance(0.5), d.chance(0.4)
        dilation = several(1, 3) if not mean and not mixed and d.chance(0.4) else [1] * axes
        if d.chance(0.3):
            after = halves()
        inputs = [d.values(shape, MODERATE if mean or mixed else FINITE if after else EXTREMES)]
        if mixed:
            inputs.append(d.normal(d.choice(((), (1,), (shape[1], 1, 1)))))
        ends = after or padding

        def largest(x):
            wide, even = (sides(x, padding, ends, -math.inf), 0) if after else (x, padding)
            return function(wide, kernel, stride, even, dilation, ceil_mode=ceil_mode)

        def average(x):
            """A mean by sums: PyTorch knows no uneven padding."""
            total = F.avg_pool2d if x.dim() == 4 else F.avg_pool1d
            options = dict(kernel_size=kernel, stride=stride or kernel, ceil_mode=ceil_mode)
            if not after:
                return total(x, padding=padding, count_include_pad=counted, **options)
            ones = torch.ones_like(x[:1, :1]).detach()
            counts = sides(ones, padding, ends, 1.0 if counted else 0.0)
            return total(sides(x, padding, ends), **options) / total(counts, **options)

        def run(x, *alpha):
            lengths = [out_length(*each, ceil_mode) for each in
                       zip(x.shape[2:], kernel, stride or kernel, padding, ends, dilation)]
            if min(lengths) < 1:
                raise Refused("no window")
            if 0 in x.shape[:2]:
                return x.sum() + x.new_zeros(list(x.shape[:2]) + lengths)
            if not mixed:
                return first(average(x) if mean else largest(x), lengths)
            a = alpha[0].reshape(()) if alpha[0].numel() == 1 else alpha[0]
            plain = first(average(x), lengths)
            return plain + a * (first(largest(x), lengths) - plain)

        options = {"kernel": kernel, "padding": padding, "dilation": dilation}
        if stride:
            options["stride"] = stride
        if after:
            options["padding_after"] = after
        ours = options if axes == 2 else {key: value[0] for key, value in options.items()}
        return Case(inputs, run, {**ours, "count_include_pad": counted, "ceil_mode": ceil_mode})


def first(y, lengths):
    """Without windows that begin in the padding: PyTorch takes what we padded with for numbers."""
    for axis, length in enumerate(lengths):
        y = y.narrow(axis + 2, 0, length)
    return y


def out_length(size, kernel, stride, before, after, dilation, ceil_mode):
    """0 where there is no window, or one that sees nothing."""
    room = size + before + after - dilation * (kernel - 1) - 1
    if size == 0 or room < 0 or 2 * max(before, after) > kernel:
        return 0
    length = (room + (stride - 1) * ceil_mode) // stride + 1
    length -= (length - 1) * stride >= size + before
    seen = [any(0 <= start + i * dilation < size for i in range(kernel))
            for start in range(-before, length * stride - before, stride)]
    return length if all(seen) else 0


pooling("max_pool2d", F.max_pool2d, 2)
pooling("max_pool1d", F.max_pool1d, 1)
pooling("average_pool2d", None, 2, mean=True)
pooling("average_pool1d", None, 1, mean=True)
pooling("mixed_pool2d", F.max_pool2d, 2, mixed=True)


def over_positions(name, function, extremes):
    @operation(name)
    def draw(d):
        def run(x):
            if x.dim() < 3 or 0 in x.shape[2:]:
                raise Refused()
            return function(x.flatten(2)) if x.numel() else x.sum(tuple(range(2, x.dim())))

        return Case([d.values(d.shape(2, 4), extremes)], run)


over_positions("global_average_pool", lambda x: x.mean(-1), MODERATE)
over_positions("global_max_pool", lambda x: x.max(-1).values, EXTREMES)


def epsilon(d):
    return d.choice((1e-5, 1e-3, 0.1))


@operation("layer_norm")
def _(d):
    shape, eps = d.shape(1), epsilon(d)
    last = d.between(1, len(shape))
    normalised = shape[-last:]
    options = {"epsilon": eps}
    inputs = [d.normal(shape)]
    if d.chance(0.3):
        options["axes"] = last
    else:
        inputs += [d.normal(normalised) for _ in range(d.between(1, 2))]
        if d.chance(0.03):
            inputs[1] = d.normal((7,) + normalised[1:])

    def function(x, *weights):
        if math.prod(normalised) == 0:
            raise Refused("nothing to normalise")
        return F.layer_norm(x, normalised, *weights, eps=eps)

    return Case(inputs, function, options, gain=eps ** -0.5)


@operation("rms_norm")
def _(d):
    shape, eps = d.shape(1), epsilon(d)
    last = d.between(1, len(shape))

    def function(x, weight):
        if weight.numel() == 0:
            raise Refused("nothing to normalise")
        axes = tuple(range(-last, 0))
        return x / (x ** 2).mean(axes, keepdim=True).add(eps).sqrt() * weight

    return Case([d.normal(shape), d.normal(shape[-last:])], function, {"epsilon": eps}, gain=eps ** -0.5)


@operation("unit_length")
def _(d):
    eps = d.choice((1e-12, 1e-3, 0.5))

    def function(x):
        if x.dim() == 0:
            raise Refused()
        return F.normalize(x, dim=-1, eps=eps)

    x = d.values(d.shape(), low=0.3) * d.choice((1, -1)) if d.chance(0.8) else d.ties(d.shape())
    return Case([as_float32(x)], function, {"epsilon": eps}, gain=10)


def channels(d, parameters):
    shape = d.shape(1)
    count = shape[1] if len(shape) > 1 else 1
    count += d.chance(0.03)
    return [d.normal(shape)] + [d.normal((count,)) for _ in range(parameters)]


def check_channels(x):
    if x.dim() < 2:
        raise Refused()


@operation("batch_norm")
def _(d):
    eps = epsilon(d)

    def function(x, weight, bias):
        check_channels(x)
        if x.numel() == 0:
            raise Refused("nothing to normalise")
        if weight.shape[0] != x.shape[1]:
            raise Refused()
        return torch.batch_norm(x, weight, bias, None, None, True, 0.1, eps, False)

    return Case(channels(d, 2), function, {"epsilon": eps}, gain=eps ** -0.5)


@operation("batch_norm_in_evaluation")
def _(d):
    eps = epsilon(d)
    x, *parameters = channels(d, 3)
    variance = abs(d.normal(parameters[0].shape))

    def function(x, weight, bias, mean, variance):
        check_channels(x)
        if weight.shape[0] != x.shape[1]:
            raise Refused()
        if x.shape[1] == 0:
            return x * 1
        return F.batch_norm(x, mean, variance, weight, bias, False, 0.1, eps)

    return Case([x, *parameters, variance], function, {"epsilon": eps}, constant=(3, 4))


def grouped(x, groups, weight, bias, eps):
    """Of one number in a group too, which F.group_norm refuses."""
    if x.shape[1] % groups:
        raise Refused()
    if math.prod(x.shape[1:]) == 0:
        raise Refused("nothing to normalise")
    if x.shape[0] == 0:
        return x * 1
    parts = x.reshape(x.shape[0], groups, -1)
    normal = (parts - parts.mean(-1, keepdim=True)) / (parts.var(-1, unbiased=False, keepdim=True) + eps).sqrt()
    along = [-1] + [1] * (x.dim() - 2)
    return normal.reshape(x.shape) * weight.reshape(along) + bias.reshape(along)


@operation("group_norm")
def _(d):
    eps, groups = epsilon(d), d.between(1, 3)
    shape = d.shape(1)
    if len(shape) > 1 and d.chance(0.8):
        shape = (shape[0], shape[1] * groups) + shape[2:]
    count = shape[1] if len(shape) > 1 else 1

    def function(x, weight, bias):
        check_channels(x)
        return grouped(x, groups, weight, bias, eps)

    return Case([d.normal(shape), d.normal((count,)), d.normal((count,))], function, {"groups": groups, "epsilon": eps},
                gain=eps ** -0.5)


@operation("instance_norm")
def _(d):
    eps = epsilon(d)

    def function(x, weight, bias):
        check_channels(x)
        if weight.shape[0] != x.shape[1]:
            raise Refused()
        return grouped(x, max(x.shape[1], 1), weight, bias, eps)

    return Case(channels(d, 2), function, {"epsilon": eps}, gain=eps ** -0.5)


def along_last(name, function):
    @operation(name)
    def draw(d):
        def run(x):
            if x.dim() == 0:
                raise Refused()
            return function(x, -1)

        return Case([d.values(d.shape(), EXTREMES)], run)


along_last("softmax", torch.softmax)
along_last("log_softmax", torch.log_softmax)


def attending(name, part):
    @operation(name)
    def draw(d):
        front = d.shape(0, 2, 3)
        queries, keys, depth, width = d.size(), d.size(), d.between(1, 5), d.size()
        causal, scale = d.chance(0.4), d.choice((None, 1.0, 0.3))
        inputs = [d.normal(front + (queries, depth)), d.normal(front + (keys, depth)), d.normal(front + (keys, width))]
        if d.chance(0.04):
            inputs[1] = d.normal(front + (keys, depth + 1))
        options = {"causal": causal}
        if scale is not None:
            options["scale"] = scale
        if d.chance(0.4):
            mask = d.normal((queries, keys) if d.chance(0.5) else front + (queries, keys))
            hidden = d.numbers.random(mask.shape) < d.choice((0.0, 0.3, 0.8))
            mask[hidden] = -math.inf
            inputs.append(mask)
        options["dropped"] = dropped = d.chance(0.3)
        if dropped:
            shape = front + (queries, keys) if d.chance(0.7) else (queries, 1)
            inputs.append(as_float32((d.numbers.random(shape) < 0.6) / 0.6))

        def run(q, k, v, *masks):
            mask = masks[0] if len(masks) > dropped else None
            scores = q @ k.transpose(-1, -2) * (1 / math.sqrt(depth) if scale is None else scale)
            hides = torch.zeros((queries, keys), dtype=q.dtype) if mask is None else mask
            if causal:
                hides = hides.masked_fill(torch.ones(queries, keys, dtype=torch.bool).triu(1), -math.inf)
            blind = (hides == -math.inf).all(-1, keepdim=True)  # softmax of nothing: zeros
            weights = torch.softmax(scores + hides.masked_fill(blind, 0), -1).masked_fill(blind, 0)
            if part == "weights":
                return weights + 0 * v.sum()
            return (weights * masks[-1] if dropped else weights) @ v

        return Case(inputs, run, options, constant=(3, 4))


attending("scaled_dot_product_attention", "output")
attending("attention", "output")
attending("attention_weights", "weights")


def recurrent_weights(d, blocks, features, hidden):
    weights = [d.normal((blocks * hidden, features)), d.normal((blocks * hidden, hidden))]
    return weights + [d.normal((blocks * hidden,)) for _ in range(2)] if d.chance(0.7) else weights


def lstm_cell(x, h, c, ih, hh, b_ih=None, b_hh=None):
    i, f, g, o = (F.linear(x, ih, b_ih) + F.linear(h, hh, b_hh)).chunk(4, -1)
    c = f.sigmoid() * c + i.sigmoid() * g.tanh()
    return o.sigmoid() * c.tanh(), c


@operation("lstm")
def _(d):
    batch, length, features, hidden = d.size(3), d.size(4), d.size(3), d.between(1, 3)
    reverse, with_cells = d.chance(0.4), d.chance(0.4)
    inputs = [d.normal((batch, length, features)), d.normal((batch, hidden)),
              d.normal((batch, hidden + d.chance(0.03)))] + recurrent_weights(d, 4, features, hidden)

    def function(x, h, c, *weights):
        if c.shape != h.shape:
            raise Refused()
        hs, cs = [None] * length, [None] * length
        for time in reversed(range(length)) if reverse else range(length):
            h, c = lstm_cell(x[:, time], h, c, *weights)
            hs[time], cs[time] = h, c
        if length == 0:
            return x.new_zeros((2,) * with_cells + (batch, 0, hidden))
        both = torch.stack([torch.stack(hs, 1), torch.stack(cs, 1)])
        return both if with_cells else both[0]

    return Case(inputs, function, {"reverse": reverse, "with_cells": with_cells})


@operation("lstm_step")
def _(d):
    batch, features, hidden, cell = d.size(3), d.size(3), d.between(1, 3), d.chance(0.5)
    inputs = [d.normal((batch, features)), d.normal((batch, hidden)), d.normal((batch, hidden))]
    return Case(inputs + recurrent_weights(d, 4, features, hidden),
                lambda *all: lstm_cell(*all)[1 if cell else 0], {"cell": cell})


@operation("gru_cell")
def _(d):
    batch, features, hidden = d.size(3), d.size(3), d.between(1, 3)

    def function(x, h, ih, hh, b_ih=None, b_hh=None):
        r, z, n = F.linear(x, ih, b_ih).chunk(3, -1)
        hr, hz, hn = F.linear(h, hh, b_hh).chunk(3, -1)
        z, n = (z + hz).sigmoid(), (n + (r + hr).sigmoid() * hn).tanh()
        return (1 - z) * n + z * h

    return Case([d.normal((batch, features)), d.normal((batch, hidden))] + recurrent_weights(d, 3, features, hidden),
                function)


@operation("rnn_cell")
def _(d):
    batch, features, hidden, relu = d.size(3), d.size(3), d.between(1, 3), d.chance(0.5)

    def function(x, h, ih, hh, b_ih=None, b_hh=None):
        sums = F.linear(x, ih, b_ih) + F.linear(h, hh, b_hh)
        return sums.relu() if relu else sums.tanh()

    return Case([d.normal((batch, features)), d.normal((batch, hidden))] + recurrent_weights(d, 1, features, hidden),
                function, {"relu": relu})
