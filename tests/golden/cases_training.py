"""Golden values of optimisers, clipping, schedules, averages and of how weights start."""
import math
import random

import torch
from torch import optim
from torch.nn import init
from torch.nn.utils import clip_grad_norm_, clip_grad_value_
from torch.optim import lr_scheduler
from torch.optim.swa_utils import AveragedModel

from golden import case, normal, optimiser, schedule, store, write

SHAPES = [(3, 2), (5,)]

optimiser("Sgd/plain", lambda p: optim.SGD(p, lr=0.1), *SHAPES)
optimiser("Sgd/momentum", lambda p: optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01), *SHAPES)
optimiser("Sgd/nesterov", lambda p: optim.SGD(p, lr=0.1, momentum=0.8, nesterov=True), *SHAPES)
optimiser("Adam/plain", lambda p: optim.Adam(p, lr=0.05), *SHAPES)
optimiser("Adam/decay", lambda p: optim.Adam(p, lr=0.05, betas=(0.8, 0.9), eps=1e-3, weight_decay=0.1), *SHAPES)
optimiser("AdamW/decay", lambda p: optim.AdamW(p, lr=0.05, weight_decay=0.1), *SHAPES)
optimiser("Rmsprop/plain", lambda p: optim.RMSprop(p, lr=0.02), *SHAPES)
optimiser("Rmsprop/centred", lambda p: optim.RMSprop(p, lr=0.02, alpha=0.9, momentum=0.5, centered=True, weight_decay=0.1), *SHAPES)
optimiser("Adam/groups", lambda p: optim.Adam([{"params": [p[0]]}, {"params": [p[1]], "lr": 0.005, "weight_decay": 0.2}], lr=0.05), *SHAPES)
optimiser("Sgd/norm limit", lambda p: optim.SGD(p, lr=0.1), *SHAPES, clip=lambda p: clip_grad_norm_(p, 1.5))
optimiser("Sgd/value limit", lambda p: optim.SGD(p, lr=0.1), *SHAPES, clip=lambda p: clip_grad_value_(p, 0.5))


class Muon(optim.Optimizer):
    """Jordan et al. 2024, written from the formulas: PyTorch 1.13 has none."""

    def __init__(self, parameters, lr, momentum, decay=0.0):
        super().__init__(parameters, dict(lr=lr, momentum=momentum, decay=decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                u = self.state[p].setdefault("u", torch.zeros_like(p))
                u.mul_(group["momentum"]).add_(p.grad)
                o = self.orthogonal(p.grad + group["momentum"] * u)
                p.mul_(1 - group["lr"] * group["decay"]).add_(o, alpha=-group["lr"] * math.sqrt(max(1, p.shape[0] / p.shape[1])))

    @staticmethod
    def orthogonal(g):
        x = g / (g.norm() + 1e-7)
        if g.shape[0] > g.shape[1]:
            x = x.T
        for _ in range(5):
            a = x @ x.T
            x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
        return x.T if g.shape[0] > g.shape[1] else x


optimiser("Muon/matrices", lambda p: Muon(p, lr=0.02, momentum=0.95), (4, 3), (3, 7))
optimiser("Muon/decay", lambda p: Muon(p, lr=0.05, momentum=0.9, decay=0.1), (3, 3))

schedule("LinearWarmUp/five", lambda o: lr_scheduler.LinearLR(o, 0.1, 1.0, 5), 10)
schedule("CosineDecay/floor", lambda o: lr_scheduler.CosineAnnealingLR(o, 10, eta_min=0.1), 11)
schedule("StepDecay/three", lambda o: lr_scheduler.StepLR(o, 3, 0.5), 10)
schedule("NoamSchedule/ten", lambda o: lr_scheduler.LambdaLR(o, lambda k: min((k + 1) / 10, (10 / (k + 1)) ** 0.5)), 40)
schedule("OneCycle/twenty", lambda o: lr_scheduler.OneCycleLR(o, 1.0, 20, pct_start=0.3, cycle_momentum=False), 20)

generator = random.Random("WeightAverage")
places = normal(10, 3, 2).tensor(generator)  # of a parameter, at each of ten updates
for name, options in {"equal": {}, "exponential": dict(avg_fn=lambda average, now, count: 0.9 * average + 0.1 * now)}.items():
    model = torch.nn.Linear(2, 3, bias=False)
    model.weight.data.copy_(places[0])
    average = AveragedModel(model, **options)
    averages = []
    for place in places:
        model.weight.data.copy_(place)
        average.update_parameters(model)
        averages.append(average.module.weight.detach().clone())
    store(f"WeightAverage/{name}", "p", places)
    store(f"WeightAverage/{name}", "q", torch.stack(averages))

# How weights start: mean, standard deviation and largest of many draws, as PyTorch makes them.
starts = {"xavier_uniform": init.xavier_uniform_, "xavier_normal": init.xavier_normal_,
          "he_uniform": lambda w: init.kaiming_uniform_(w, nonlinearity="relu"),
          "he_normal": lambda w: init.kaiming_normal_(w, nonlinearity="relu"),
          "he_fan_out_uniform": lambda w: init.kaiming_uniform_(w, mode="fan_out", nonlinearity="relu"),
          "he_fan_out_normal": lambda w: init.kaiming_normal_(w, mode="fan_out", nonlinearity="relu"),
          "lecun_uniform": lambda w: init.kaiming_uniform_(w, nonlinearity="linear"),
          "lecun_normal": lambda w: init.kaiming_normal_(w, nonlinearity="linear"),
          "orthogonal": lambda w: init.orthogonal_(w, gain=1.5)}


def store_statistics(name, part, weight):
    store(name, part, torch.stack((weight.mean(), weight.std(), weight.abs().max())))


for name, start in starts.items():
    torch.manual_seed(1)
    for shape in ((300, 200), (64, 32, 5, 5)):
        store_statistics(f"initial_weight/{name}", f"{len(shape)}", start(torch.empty(shape)))
torch.manual_seed(1)
store_statistics("initial_weight/recurrent", "2", torch.nn.LSTM(200, 75).weight_ih_l0)
store_statistics("initial_weight/embedding", "2", torch.nn.Embedding(300, 200).weight)
store_statistics("initial_weight/lora", "2", torch.nn.Linear(300, 200).weight)


def products(shape):
    """Of the rows of an orthogonal weight, or of its columns, where there are fewer; free of the last bits."""
    weight = init.orthogonal_(torch.empty(shape), gain=1.5).flatten(1)
    found = weight @ weight.T if weight.shape[0] <= weight.shape[1] else weight.T @ weight
    return torch.round(found, decimals=9) + 0.0


case("orthogonal_weight/wide", lambda: products((3, 5)))
case("orthogonal_weight/tall", lambda: products((7, 4)))
case("orthogonal_weight/kernel", lambda: products((3, 2, 2, 2)))

write("training.safetensors")
