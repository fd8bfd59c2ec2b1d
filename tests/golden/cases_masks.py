"""Attention that does not see everything: boolean masks and padding."""
import torch
from torch import nn
from torch.nn import functional as F

from cases_layers import Encoder, block, split_block, split_projections
from golden import case, layer, write

VISIBLE = torch.tensor([[1, 1, 0, 1], [0, 1, 0, 0], [1, 0, 1, 1]])  # 1 takes part, as in scaled_dot_product_attention
EACH = torch.tensor([[[[1, 1, 0, 1], [0, 1, 0, 0], [1, 0, 1, 1]]], [[[0, 0, 0, 1], [1, 1, 1, 1], [1, 1, 0, 0]]]])
PADDED = torch.tensor([[0, 0, 0, 1, 1], [0, 0, 0, 0, 0]])  # 1 is ignored, as in MultiheadAttention
LEFT = torch.tensor([[1, 1, 0, 0, 0], [0, 0, 1, 0, 1]])


def attention(q, k, v, visible):
    scores = (q @ k.mT * q.shape[-1] ** -0.5).masked_fill(visible == 0, -torch.inf)
    return scores.softmax(-1) @ v


of_heads = (2, 2, 3, 2), (2, 2, 4, 2), (2, 2, 4, 3)
case("scaled_dot_product_attention/boolean", attention, *of_heads, VISIBLE)
case("scaled_dot_product_attention/boolean each", attention, *of_heads, EACH)
case("scaled_dot_product_attention/lengths", lambda q, k, v: attention(q, k, v, torch.arange(4) < torch.tensor([3, 1])[:, None, None, None]), *of_heads)

DROPPED = torch.tensor([[2, 0, 2, 2], [0, 2, 2, 0], [2, 2, 0, 2]])  # attention dropout of one half: 2 where it stays


def dropped(q, k, v, mask):
    return ((q @ k.mT * q.shape[-1] ** -0.5).softmax(-1) * mask) @ v


case("scaled_dot_product_attention/dropped", dropped, *of_heads, DROPPED)

attend = dict(rename=split_projections)
layer("MultiHeadAttention/padded", nn.MultiheadAttention(4, 2, batch_first=True), (2, 5, 4), PADDED,
      forward=lambda m, x, p: m(x, x, x, key_padding_mask=p > 0)[0], **attend)
layer("MultiHeadAttention/padded on the left", nn.MultiheadAttention(4, 2, batch_first=True), (2, 5, 4), LEFT,
      forward=lambda m, x, p: m(x, x, x, key_padding_mask=p > 0)[0], **attend)
layer("MultiHeadAttention/boolean", nn.MultiheadAttention(4, 2, batch_first=True), (2, 3, 4), (2, 4, 4), VISIBLE,
      forward=lambda m, x, y, v: m(x, y, y, attn_mask=v == 0)[0], **attend)


class PaddedEncoder(Encoder):
    def forward(self, x, padded):
        x = x + self._sa_block(self.norm1(x), None, padded > 0)
        return x + self._ff_block(self.norm2(x))


layer("TransformerEncoderBlock/padded", PaddedEncoder(4, 2, 6, norm_first=True, **block), (2, 5, 4), PADDED, rename=split_block)
layer("TransformerDecoderBlock/padded", nn.TransformerDecoderLayer(4, 2, 6, norm_first=True, **block), (2, 3, 4), (2, 5, 4), PADDED,
      forward=lambda m, x, y, p: m(x, y, tgt_mask=torch.full((3, 3), -torch.inf).triu(1), memory_key_padding_mask=p > 0), rename=split_block)



def masked(step):
    """Layer by layer, with a mask on the way of h to the next sums, the same at all steps."""

    def forward(network, x, *masks):
        signal = x
        for number, mask in enumerate(masks):
            weights = [getattr(network, f"{name}_l{number}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
            h = c = torch.zeros(len(x), network.hidden_size)
            outputs = []
            for time in range(x.shape[1]):
                h, c = step(signal[:, time], h, c, mask, *weights)
                outputs.append(h)
            signal = torch.stack(outputs, 1)
        return signal

    return forward


def rnn_step(x, h, c, mask, w, u, b, d):
    return F.linear(x, w, b).add(F.linear(h * mask, u, d)).tanh(), c


def lstm_step(x, h, c, mask, w, u, b, d):
    i, f, g, o = (F.linear(x, w, b) + F.linear(h * mask, u, d)).chunk(4, -1)
    c = f.sigmoid() * c + i.sigmoid() * g.tanh()
    return o.sigmoid() * c.tanh(), c


def gru_step(x, h, c, mask, w, u, b, d):
    (r, z, n), (s, y, m) = F.linear(x, w, b).chunk(3, -1), F.linear(h * mask, u, d).chunk(3, -1)
    n = (n + (r + s).sigmoid() * m).tanh()
    return n + (z + y).sigmoid() * (h - n), c


for name, make, step in ("Rnn", nn.RNN, rnn_step), ("Lstm", nn.LSTM, lstm_step), ("Gru", nn.GRU, gru_step):
    layer(f"{name}/masked", make(3, 2, num_layers=2, batch_first=True), (2, 4, 3), (2, 2), (2, 2), forward=masked(step))

write("masks.safetensors")
