"""Golden values of normalisation, layers and recurrent cells."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from golden import case, layer, uniform, write

case("layer_norm/last", lambda x, w, b: F.layer_norm(x, x.shape[-1:], w, b), (4, 7), (7,), (7,))
case("layer_norm/two", lambda x, w, b: F.layer_norm(x, x.shape[-2:], w, b), (2, 3, 5), (3, 5), (3, 5))
case("layer_norm/bare", lambda x: F.layer_norm(x, x.shape[-1:]), (3, 5))
case("layer_norm/one", lambda x, w, b: F.layer_norm(x, (1,), w, b), (3, 1), (1,), (1,))
case("layer_norm/empty", lambda x, w, b: F.layer_norm(x, (3,), w, b), (0, 3), (3,), (3,))
case("layer_norm/permuted", lambda x, w, b: F.layer_norm(x.permute(1, 2, 0), (5,), w, b), (5, 2, 3), (5,), (5,))
case("rms_norm/last", lambda x, w: x * (x * x).mean(-1, keepdim=True).add(1e-5).rsqrt() * w, (4, 7), (7,))
for name, shape in {"vectors": (5, 3), "sequences": (2, 3, 7), "pictures": (2, 3, 4, 5)}.items():
    case(f"batch_norm/{name}", lambda x, w, b: F.batch_norm(x, None, None, w, b, True), shape, (3,), (3,))
    case(f"batch_norm/kept {name}", lambda x, w, b, m, v: F.batch_norm(x, m.detach(), v.detach(), w, b, False), shape, (3,), (3,), (3,), uniform(3))
case("unit_length/rows", lambda x: F.normalize(x, dim=-1), (4, 3))
case("group_norm/pictures", lambda x, w, b: F.group_norm(x, 2, w, b), (2, 4, 3, 3), (4,), (4,))
case("group_norm/one group", lambda x, w, b: F.group_norm(x, 1, w, b), (2, 3, 5), (3,), (3,))
case("instance_norm/pictures", lambda x, w, b: F.instance_norm(x, None, None, w, b), (2, 3, 3, 5), (3,), (3,))

layer("Linear/plain", nn.Linear(3, 5), (4, 3))
layer("Linear/no bias", nn.Linear(1, 7, bias=False), (2, 3, 1))
layer("Mlp/tanh", nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 2)), (7, 3))
layer("Embedding/rows", nn.Embedding(5, 3), torch.tensor([3, 0, 3, 4]))
layer("LayerNorm/last", nn.LayerNorm(5), (3, 5))
layer("GroupNorm/two", nn.GroupNorm(2, 4), (2, 4, 3))
layer("InstanceNorm/pictures", nn.InstanceNorm2d(3, affine=True), (2, 3, 2, 3))
layer("BatchNorm/pictures", nn.BatchNorm2d(3), (2, 3, 2, 3))
layer("BatchNorm/kept", nn.BatchNorm1d(3).eval(), (5, 3))


def split_projections(state):
    """in_proj_weight holds the rows of q, k and v one below the other."""
    parts = {}
    for key, value in state.items():
        if key.startswith("in_proj_"):
            for name, part in zip("qkv", value.chunk(3)):
                parts[f"{name}_proj.{key.removeprefix('in_proj_')}"] = part
        else:
            parts[key] = value
    return parts


attend = dict(rename=split_projections)
layer("MultiHeadAttention/self", nn.MultiheadAttention(6, 2, batch_first=True), (2, 5, 6), forward=lambda m, x: m(x, x, x)[0], **attend)
layer("MultiHeadAttention/cross", nn.MultiheadAttention(4, 1, batch_first=True), (2, 3, 4), (2, 7, 4),
      forward=lambda m, x, y: m(x, y, y)[0], **attend)



class Encoder(nn.TransformerEncoderLayer):
    """With its fast path, which has no gradients, left alone."""

    def forward(self, x, mask=None):
        attend = lambda y: self._sa_block(y, mask, None)
        if self.norm_first:
            x = x + attend(self.norm1(x))
            return x + self._ff_block(self.norm2(x))
        x = self.norm1(x + attend(x))
        return self.norm2(x + self._ff_block(x))


def causal(length):
    return torch.full((length, length), -torch.inf).triu(1)


def split_block(state):
    """The projections of each attention of a block, taken apart."""
    parts = {}
    for key, value in state.items():
        prefix, dot, rest = key.rpartition("attn.")
        for name, part in split_projections({rest: value}).items():
            parts[prefix + dot + name] = part
    return parts


block = dict(dropout=0, activation="gelu", batch_first=True)
layer("TransformerEncoderBlock/before", Encoder(4, 2, 6, norm_first=True, **block), (2, 5, 4), rename=split_block)
layer("TransformerEncoderBlock/after", Encoder(4, 1, 6, **block), (2, 3, 4), rename=split_block)
layer("TransformerEncoderBlock/causal", Encoder(4, 2, 6, norm_first=True, **block), (1, 5, 4),
      forward=lambda m, x: m(x, causal(5)), rename=split_block)
for name, norm_first in {"before": True, "after": False}.items():
    layer(f"TransformerDecoderBlock/{name}", nn.TransformerDecoderLayer(4, 2, 6, norm_first=norm_first, **block), (2, 3, 4), (2, 5, 4),
          forward=lambda m, x, y: m(x, y, tgt_mask=causal(3)), rename=split_block)

first = lambda m, x: m(x)[0]
for name, make in {"Rnn": nn.RNN, "Lstm": nn.LSTM, "Gru": nn.GRU}.items():
    layer(f"{name}/plain", make(3, 5, batch_first=True), (2, 7, 3), forward=first)
    layer(f"{name}/one", make(1, 1, batch_first=True), (1, 1, 1), forward=first)
    layer(f"{name}/both ways", make(3, 2, num_layers=2, bidirectional=True, batch_first=True), (3, 4, 3), forward=first)
    layer(f"{name}/no bias", make(2, 3, bias=False, batch_first=True), (2, 3, 2), forward=first)
layer("Rnn/relu", nn.RNN(3, 4, nonlinearity="relu", batch_first=True), (2, 5, 3), forward=first)
layer("RnnCell/step", nn.RNNCell(3, 4), (2, 3), (2, 4))
layer("LstmCell/step", nn.LSTMCell(3, 4), (2, 3), (2, 4), (2, 4), forward=lambda m, x, h, c: torch.cat(m(x, (h, c)), -1))
layer("GruCell/step", nn.GRUCell(3, 4), (2, 3), (2, 4))


def lstm(x, h, c, *weights):
    return torch._VF.lstm(x, (h[None], c[None]), weights, True, 1, 0.0, False, False, True)[0]


case("lstm/state", lstm, (2, 5, 2), (2, 3), (2, 3), (12, 2), (12, 3), (12,), (12,))



class Additive(nn.Module):
    """Bahdanau, Cho & Bengio 2015, appendix A.1.2."""

    def __init__(self, query_size, memory_size, units):
        super().__init__()
        self.query_proj = nn.Linear(query_size, units, bias=False)
        self.memory_proj = nn.Linear(memory_size, units, bias=False)
        self.score_proj = nn.Linear(units, 1, bias=False)

    def forward(self, query, values):
        scores = self.score_proj(torch.tanh(self.query_proj(query)[:, :, None] + self.memory_proj(values)[:, None]))
        return scores[..., 0].softmax(-1) @ values


class General(nn.Module):
    """Luong, Pham & Manning 2015, eq. 8."""

    def __init__(self, query_size, memory_size):
        super().__init__()
        self.memory_proj = nn.Linear(memory_size, query_size, bias=False)

    def forward(self, query, values):
        return (query @ self.memory_proj(values).mT).softmax(-1) @ values


layer("AdditiveAttention/pairs", Additive(3, 4, 5), (2, 3, 3), (2, 6, 4))
layer("AdditiveAttention/one", Additive(1, 1, 1), (1, 1, 1), (1, 2, 1))
layer("MultiplicativeAttention/general", General(3, 4), (2, 3, 3), (2, 6, 4))

write("layers.safetensors")
