"""Configurations of the blocks of a Transformer, held against PyTorch's own layers."""
import functools
import math

import torch
from torch.nn.utils.stateless import functional_call

from draw import Case, operation


GAIN = 10  # two norms and a softmax on the way, each of which can divide by little


def causal(length, like):
    return torch.full((length, length), -math.inf, dtype=like.dtype).triu(1)


def padding(lengths, keys):
    return torch.arange(keys) >= torch.tensor(lengths)[:, None]


def attention_state(prefix, weights):
    """Of q, k, v, out: weight and bias each."""
    q, qb, k, kb, v, vb, out, outb = weights
    return {f"{prefix}.in_proj_weight": torch.cat([q, k, v]), f"{prefix}.in_proj_bias": torch.cat([qb, kb, vb]),
            f"{prefix}.out_proj.weight": out, f"{prefix}.out_proj.bias": outb}


@functools.cache
def layer_of(kind, size, heads, feed_forward, activation, before, dtype):
    """Its own weights are never used."""
    return kind(size, heads, feed_forward, 0, activation, batch_first=True, norm_first=before, dtype=dtype)


def drawn_block(d, kind, attentions, norms):
    """Options, the weights in the order of our named_parameters, and the layer as a function of its weights."""
    heads, feed_forward = d.between(1, 3), d.between(1, 4)
    size = heads * d.between(4 if heads == 1 else 2, 5)  # a norm of two or three numbers nearly loses them
    before, relu = d.chance(0.5), d.chance(0.5)
    scaled = lambda *shape: d.normal(shape) / math.sqrt(shape[-1])
    weights = [scaled(*shape) for _ in range(4 * attentions) for shape in ((size, size), (size,))]
    weights += [scaled(feed_forward, size), scaled(feed_forward), scaled(size, feed_forward), scaled(size)]
    weights += [1 + 0.3 * d.normal((size,)) if i % 2 == 0 else d.normal((size,)) for i in range(2 * norms)]
    options = {"heads": heads, "feed_forward": feed_forward, "size": size, "before": before, "relu": relu}

    def call(parameters, *inputs, **masks):
        module = layer_of(kind, size, heads, feed_forward, "relu" if relu else "gelu", before, inputs[0].dtype)
        state = {}
        for i, prefix in enumerate(("self_attn", "multihead_attn")[:attentions]):
            state |= attention_state(prefix, parameters[8 * i:8 * i + 8])
        names = ["linear1", "linear2"] + [f"norm{i + 1}" for i in range(norms)]
        for i, name in enumerate(f"{name}.{part}" for name in names for part in ("weight", "bias")):
            state[name] = parameters[8 * attentions + i]
        return functional_call(module, state, inputs, masks)

    return options, [weight.astype("float32") for weight in weights], call


@operation("transformer_encoder_block")
def _(d):
    options, weights, call = drawn_block(d, torch.nn.TransformerEncoderLayer, 1, 2)
    batch, length = d.between(1, 3), d.between(1, 4)
    options["causal"] = masked = d.chance(0.5)
    padded = d.chance(0.4)
    if padded:
        options["lengths"] = lengths = [d.between(1, length) for _ in range(batch)]

    def run(x, *parameters):
        return call(parameters, x, src_mask=causal(length, x) if masked else None,
                    src_key_padding_mask=padding(lengths, length) if padded else None)

    return Case([d.normal((batch, length, options["size"]))] + weights, run, options, gain=GAIN)


@operation("transformer_decoder_block")
def _(d):
    options, weights, call = drawn_block(d, torch.nn.TransformerDecoderLayer, 2, 3)
    batch, length, keys = d.between(1, 3), d.between(1, 4), d.between(1, 4)
    padded = d.chance(0.4)
    if padded:
        options["lengths"] = lengths = [d.between(1, keys) for _ in range(batch)]

    def run(x, memory, *parameters):
        return call(parameters, x, memory, tgt_mask=causal(length, x),
                    memory_key_padding_mask=padding(lengths, keys) if padded else None)

    inputs = [d.normal((batch, length, options["size"])), d.normal((batch, keys, options["size"]))]
    return Case(inputs + weights, run, options, gain=GAIN)
