"""Attention that does not see everything: boolean masks and padding."""
import torch
from torch import nn

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

write("masks.safetensors")
