"""Golden values of the operations on numbers, shapes and sums."""
import torch
import torch.nn.functional as F

from golden import case, indices, uniform, write

PAIRS = {"same": [(2, 3), (2, 3)], "row": [(4, 3), (3,)], "column": [(3, 1), (3, 5)], "both": [(2, 1, 7), (3, 1)],
         "number": [(), (5,)], "one": [(1,), (1, 1)], "empty": [(0, 3), (3,)]}

for shapes, (a, b) in PAIRS.items():
    case(f"add/{shapes}", torch.add, a, b)
    case(f"subtract/{shapes}", torch.sub, a, b)
    case(f"multiply/{shapes}", torch.mul, a, b)
    case(f"divide/{shapes}", torch.div, a, uniform(*b))
    case(f"maximum/{shapes}", torch.maximum, a, b)
    case(f"minimum/{shapes}", torch.minimum, a, b)

for shapes, shape in {"prime": (7, 11), "one": (1,), "number": (), "empty": (0, 3)}.items():
    for name, function in {"negate": torch.neg, "exp": torch.exp, "square": torch.square, "abs": torch.abs, "sin": torch.sin,
                           "cos": torch.cos, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": F.relu, "gelu": F.gelu,
                           "softplus": F.softplus, "silu": F.silu, "selu": F.selu,
                           "gelu_tanh": lambda x: F.gelu(x, approximate="tanh")}.items():
        case(f"{name}/{shapes}", function, shape)
    case(f"log/{shapes}", torch.log, uniform(*shape))
    case(f"sqrt/{shapes}", torch.sqrt, uniform(*shape))
    case(f"pow/{shapes}", torch.pow, uniform(*shape), exponent=1.7)
    case(f"clamp/{shapes}", torch.clamp, shape, min=-0.5, max=0.8)
    case(f"elu/{shapes}", F.elu, shape, alpha=0.7)
    case(f"leaky_relu/{shapes}", F.leaky_relu, shape, negative_slope=0.2)
case("prelu/channels", F.prelu, (2, 3, 5), (3,))
case("prelu/one", F.prelu, (7,), (1,))
case("pow/cube", torch.pow, (5,), exponent=3)

for axes, (shape, dims) in {"all": ((3, 5), (0, 1)), "first": ((3, 5), (0,)), "last": ((3, 5), (-1,)), "middle": ((2, 7, 3), (1,)),
                            "outer": ((2, 3, 5), (0, 2)), "one": ((1, 1), (1,))}.items():
    case(f"sum/{axes}", torch.sum, shape, dim=dims)
    case(f"mean/{axes}", torch.mean, shape, dim=dims)
    case(f"max/{axes}", torch.amax, shape, dim=dims)
    case(f"variance/{axes}", torch.var, shape, dim=dims, unbiased=False)
    case(f"logsumexp/{axes}", torch.logsumexp, shape, dim=dims)
case("sum/kept", torch.sum, (3, 4), dim=(0,), keepdim=True)
case("sum/empty", torch.sum, (0, 3), dim=(0,))
case("sum_to/row", lambda x: x.sum_to_size(3), (4, 3))
case("sum_to/column", lambda x: x.sum_to_size(4, 1), (2, 4, 3))

for shapes, shape in {"rows": (5, 7), "one": (3, 1), "batch": (2, 3, 4), "empty": (0, 3)}.items():
    case(f"softmax/{shapes}", F.softmax, shape, dim=-1)
    case(f"log_softmax/{shapes}", F.log_softmax, shape, dim=-1)
case("softmax/permuted", lambda x: F.softmax(x.permute(2, 0, 1), dim=-1), (2, 3, 4))

case("matmul/plain", torch.matmul, (3, 5), (5, 7))
case("matmul/one", torch.matmul, (1, 1), (1, 1))
case("matmul/empty", torch.matmul, (0, 5), (5, 2))
case("matmul/no depth", torch.matmul, (2, 0), (0, 3))
case("matmul/left", lambda a, b: a.mT @ b, (5, 3), (5, 7))
case("matmul/right", lambda a, b: a @ b.mT, (3, 5), (7, 5))
case("matmul/both", lambda a, b: a.mT @ b.mT, (5, 3), (7, 5))
case("matmul/batch", torch.matmul, (2, 3, 4), (2, 4, 5))
case("matmul/broadcast", torch.matmul, (2, 1, 3, 4), (3, 4, 2))
case("matmul/matrix on batch", torch.matmul, (3, 4), (2, 4, 5))
case("matmul/permuted", lambda a, b: a.permute(1, 2, 0) @ b, (4, 2, 3), (2, 4, 5))
case("linear/bias", F.linear, (4, 3), (5, 3), (5,))
case("linear/plain", F.linear, (2, 7, 3), (1, 3))
case("linear/empty", F.linear, (0, 3), (2, 3), (2,))

case("reshape/inferred", lambda x: x.reshape(3, -1), (2, 3, 5))
case("reshape/permuted", lambda x: x.permute(1, 0).reshape(-1), (3, 4))
case("permute/three", lambda x: x.permute(2, 0, 1), (2, 3, 5))
case("permute/four", lambda x: x.permute(0, 3, 1, 2), (2, 3, 1, 4))
case("transpose/last two", lambda x: x.mT, (2, 3, 5))
case("slice/middle", lambda x: x[:, 1:4], (3, 7))
case("slice/nothing", lambda x: x[2:2], (3, 2))
case("pad/last", lambda x: F.pad(x, (1, 2)), (2, 3))
case("pad/first", lambda x: F.pad(x, (0, 0, 2, 0)), (2, 3))
case("concat/first", lambda a, b, c: torch.cat((a, b, c), 0), (2, 3), (0, 3), (1, 3))
case("concat/last", lambda a, b: torch.cat((a, b), -1), (2, 3), (2, 1))
case("stack/first", lambda a, b: torch.stack((a, b), 0), (2, 3), (2, 3))
case("stack/last", lambda a, b: torch.stack((a, b), -1), (2, 3), (2, 3))
case("broadcast_to/three", lambda x: x.broadcast_to(2, 3, 4), (3, 1))
case("gather/rows", lambda x, i: x[i], (5, 3), indices(7, below=5))
case("gather/nothing", lambda x, i: x[i], (5, 3), indices(0, below=5).tensor(None).long())
case("scatter_add/rows", lambda x, i: torch.zeros(5, 3).index_add(0, i, x), (7, 3), indices(7, below=5))
case("gather/columns", lambda x, i: x[:, i], (3, 5), indices(7, below=5))
case("scatter_add/columns", lambda x, i: torch.zeros(3, 5).index_add(1, i, x), (3, 7), indices(7, below=5))
case("pick/rows", lambda x, i: x.gather(1, i[:, None])[:, 0], (4, 3), indices(4, below=3))

# Segment 3 of 0 … 4 stays empty.
SEGMENTS = torch.tensor([2, 0, 4, 0, 1, 2, 2])


def in_segments(function, empty):
    return lambda x, s: torch.stack([function(x[s == i]) if (s == i).any() else empty(x[0]) for i in range(5)])


def segment_softmax(x, s):
    e = x.exp()
    return e / torch.zeros(5, *x.shape[1:]).index_add(0, s, e)[s]


case("segment_sum/edges", in_segments(lambda rows: rows.sum(0), torch.zeros_like), (7, 2), SEGMENTS)
case("segment_mean/edges", in_segments(lambda rows: rows.mean(0), torch.zeros_like), (7, 2), SEGMENTS)
case("segment_max/edges", in_segments(lambda rows: rows.amax(0), torch.zeros_like), (7, 2), SEGMENTS)
case("segment_softmax/edges", segment_softmax, (7, 2), SEGMENTS)
case("straight_through/round", lambda x: x + (x.round() - x).detach(), (3, 5))
case("where/broadcast", lambda c, a, b: torch.where(c > 0, a, b), indices(3, 1, below=2), (3, 4), (4,))
case("stop_gradient/factor", lambda x: x * x.detach(), (2, 3))

LONG = dict(q=(2, 3, 5, 4), k=(2, 3, 7, 4), v=(2, 3, 7, 6))


def attention(q, k, v, mask=0, scale=None, causal=False):
    scores = q @ k.mT * (q.shape[-1] ** -0.5 if scale is None else scale) + mask
    if causal:
        scores = scores.masked_fill(torch.ones_like(scores).triu(1) > 0, -torch.inf)
    return scores.softmax(-1) @ v


case("scaled_dot_product_attention/cross", attention, *LONG.values())
case("scaled_dot_product_attention/causal", lambda q, k, v: attention(q, k, v, causal=True), (1, 5, 3), (1, 5, 3), (1, 5, 2))
case("scaled_dot_product_attention/scale", lambda q, k, v: attention(q, k, v, scale=0.3), (3, 2), (4, 2), (4, 1))
case("scaled_dot_product_attention/mask", lambda q, k, v, m: attention(q, k, v, m.detach()), (2, 3, 2), (2, 4, 2), (2, 4, 2), (3, 4))
case("scaled_dot_product_attention/one", attention, (1, 1, 1), (1, 1, 1), (1, 1, 1))
case("attention/cross", attention, *LONG.values())

write("operations.safetensors")
