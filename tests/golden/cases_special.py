"""Golden values of layers that PyTorch has not, written from the papers with its plain functions."""
import random
from types import SimpleNamespace

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.spectral_norm import SpectralNorm

from golden import case, layer, normal, store, write


class RmsNorm(nn.Module):
    def __init__(self, features):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(features))

    def forward(self, x):
        return x / (x.square().mean(-1, keepdim=True) + 1e-5).sqrt() * self.weight


layer("RmsNorm/last", RmsNorm(5), (3, 5))


def spectral(weight, u, v, training):
    vectors = SimpleNamespace(weight_orig=weight, weight_u=u.detach().clone(), weight_v=v.detach().clone())
    return SpectralNorm().compute_weight(vectors, do_power_iteration=training)


case("SpectralNorm/training", spectral, (3, 4), (3,), (4,), training=True)
case("SpectralNorm/evaluation", spectral, (3, 4), (3,), (4,), training=False)
case("SpectralNorm/kernel", spectral, (3, 2, 2, 2), (3,), (8,), training=True)


class Lora(nn.Module):
    """Beside a dense layer that comes from outside and is frozen."""

    def __init__(self, inputs, outputs, rank, alpha):
        super().__init__()
        self.lora_A, self.lora_B = nn.Linear(inputs, rank, bias=False), nn.Linear(rank, outputs, bias=False)
        self.scale = alpha / rank

    def forward(self, x, weight, bias=None):
        bias = bias if bias is None else bias.detach()
        return F.linear(x, weight.detach(), bias) + self.scale * self.lora_B(self.lora_A(x))


layer("LoraLinear/bias", Lora(3, 5, 2, 3.0), (4, 3), (5, 3), (5,))
layer("LoraLinear/no bias", Lora(4, 2, 1, 1.0), (2, 3, 4), (2, 4))


class Mixture(nn.Module):
    """Every expert sees every token here, and what was not chosen counts nothing. Output, then the two losses."""

    def __init__(self, features, hidden, experts, top):
        super().__init__()
        self.top, self.gate = top, nn.Linear(features, experts, bias=False)
        self.experts = nn.ModuleList(nn.Sequential(nn.Linear(features, hidden), nn.ReLU(), nn.Linear(hidden, features)) for _ in range(experts))

    def forward(self, x):
        probabilities = F.softmax(self.gate(x), -1)
        chosen = torch.zeros_like(probabilities).scatter(-1, probabilities.topk(self.top).indices, 1)
        weights = probabilities * chosen
        if self.top > 1:
            weights = weights / weights.sum(-1, keepdim=True)
        output = sum(weights[:, i:i + 1] * expert(x) for i, expert in enumerate(self.experts))
        balance = len(self.experts) * (chosen.sum(0) / chosen.sum() * probabilities.mean(0)).sum()
        importance = weights.sum(0)
        return torch.cat((output.flatten(), balance[None], (importance.std(unbiased=False) / importance.mean()).square()[None]))


layer("MixtureOfExperts/top one", Mixture(3, 2, 4, 1), (5, 3))
layer("MixtureOfExperts/top two", Mixture(2, 4, 3, 2), (7, 2))
layer("MixtureOfExperts/all", Mixture(2, 3, 2, 2), (3, 2))
layer("MixtureOfExperts/idle", Mixture(2, 2, 5, 1), (1, 2))


def sinusoidal(length, size, first=0):
    angle = torch.arange(first, first + length)[:, None] * torch.exp(-torch.arange(0, size, 2) / size * torch.tensor(1e4).log())
    return torch.stack((angle.sin(), angle.cos()), -1).flatten(1)[:, :size]


case("sinusoidal_positions/plain", lambda: sinusoidal(7, 6))
case("sinusoidal_positions/odd size", lambda: sinusoidal(3, 5, first=40))


def rotary(x, first=0):
    """Pairs of numbers as complex ones, turned."""
    length, depth = x.shape[-2:]
    angle = torch.arange(first, first + length)[:, None] * 1e4 ** (-torch.arange(0, depth, 2) / depth)
    turned = torch.view_as_complex(x.reshape(*x.shape[:-1], -1, 2)) * torch.polar(torch.ones_like(angle), angle)
    return torch.view_as_real(turned).flatten(-2)


def keys_from_distances(x):
    length = x.shape[-2]
    place = torch.arange(length)
    return x.gather(-1, (place - place[:, None] + length - 1).expand(*x.shape[:-1], length))


def two_sided_alibi(slopes, length):
    distance = torch.arange(length) - torch.arange(length)[:, None]
    behind, ahead = torch.where(distance > 0, -torch.inf, 0.0), torch.where(distance < 0, -torch.inf, 0.0)
    return torch.stack([side - slope * distance.abs() for slope in slopes for side in (behind, ahead)])


case("rotary/plain", rotary, (2, 7, 6))
case("rotary/from a position", lambda x: rotary(x, 5), (3, 1, 2, 4))
case("keys_from_distances/plain", keys_from_distances, (2, 5, 9))
case("keys_from_distances/one", keys_from_distances, (2, 3, 1, 1))
case("two_sided_alibi/plain", lambda: two_sided_alibi([0.25, 0.0625], 5))


class Rbm(nn.Module):
    def __init__(self, visible, hidden):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(hidden, visible))
        self.visible_bias, self.hidden_bias = nn.Parameter(torch.zeros(visible)), nn.Parameter(torch.zeros(hidden))

    def hidden(self, v):
        return torch.sigmoid(v @ self.weight.T + self.hidden_bias)

    def visible(self, h):
        return torch.sigmoid(h @ self.weight + self.visible_bias)

    def free_energy(self, v):
        """−log of the sum of exp(b·v + c·h + h W v) over all h, one by one."""
        units = len(self.hidden_bias)
        all_h = torch.cartesian_prod(*[torch.tensor([0.0, 1.0])] * units)
        return -torch.logsumexp((v @ self.visible_bias)[:, None] + (v @ self.weight.T + self.hidden_bias) @ all_h.T, -1)


layer("Rbm/hidden", Rbm(4, 3), (5, 4), forward=Rbm.hidden)
layer("Rbm/visible", Rbm(4, 3), (5, 3), forward=Rbm.visible)
layer("Rbm/free energy", Rbm(4, 3), (5, 4), forward=Rbm.free_energy)


def uniform(seed):
    """Numbers in 0 … 1 of Philox4x32-10 (Salmon et al. 2011), so that both sides sample the same units."""
    low = 0xFFFFFFFF
    block = 0
    while True:
        c, key = [block, 0, 0, 0], [seed, 0]
        for _ in range(10):
            p, q = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
            c = [q >> 32 ^ c[1] ^ key[0], q & low, p >> 32 ^ c[3] ^ key[1], p & low]
            key = [key[0] + 0x9E3779B9 & low, key[1] + 0xBB67AE85 & low]
        yield from ((word >> 8) / 2 ** 24 for word in c)
        block += 1


@torch.no_grad()
def contrastive_divergence(name, rounds, visible=4, hidden=3, rows=6):
    """Ten steps at rate 0.1 by the rule of Hinton 2002, eq. 5: ⟨h v⟩ of the data minus that of the model."""
    generator, numbers, rbm = random.Random(name), uniform(seed=3), Rbm(visible, hidden)
    sample = lambda p: torch.tensor([next(numbers) for _ in range(p.numel())]).reshape(p.shape).lt(p).double()
    for key, value in rbm.named_parameters():
        value.copy_(normal(*value.shape).tensor(generator))
        store(name, f"w.{key}", value.clone())
    data = torch.tensor([generator.randrange(2) for _ in range(rows * visible)]).reshape(rows, visible).double()
    store(name, "data", data)
    for _ in range(10):
        model = data
        for _ in range(rounds):
            model = sample(rbm.visible(sample(rbm.hidden(model))))
        at_data, at_model = rbm.hidden(data), rbm.hidden(model)
        rbm.weight += 0.1 * (at_data.T @ data - at_model.T @ model) / rows
        rbm.visible_bias += 0.1 * (data - model).mean(0)
        rbm.hidden_bias += 0.1 * (at_data - at_model).mean(0)
    for key, value in rbm.named_parameters():
        store(name, f"q.{key}", value)


contrastive_divergence("Rbm/one round", rounds=1)
contrastive_divergence("Rbm/three rounds", rounds=3)

write("special.safetensors")
