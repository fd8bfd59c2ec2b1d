"""How golden values are made: a case is one call that stores what goes in, what comes out and its gradients.

Everything is computed in float64 and stored as float32, so that the tolerance of the tests is about our rounding
alone. Inputs are drawn by Python's own generator, seeded by the case's name: a new case changes no other."""
import json
import random
import struct
from pathlib import Path

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

stored = {}  # name of a tensor → tensor


class Draw:
    """An input drawn by a rule for each number; a plain tuple of sizes is drawn normally."""

    def __init__(self, shape, rule):
        self.shape, self.rule = shape, rule

    def tensor(self, generator):
        count = torch.Size(self.shape).numel()
        return torch.tensor(self.rule(generator, count)).reshape(self.shape)


def rounded(number):
    """To an odd multiple of 1/1024: exact in float32, and never at a kink in 0."""
    return (2 * round(number * 512) + 1) / 1024


def normal(*shape):
    return Draw(shape, lambda generator, count: [rounded(generator.gauss(0, 1)) for _ in range(count)])


def uniform(*shape, low=0.1, high=2.0):
    return Draw(shape, lambda generator, count: [rounded(generator.uniform(low, high)) for _ in range(count)])


def indices(*shape, below):
    return Draw(shape, lambda generator, count: [generator.randrange(below) for _ in range(count)])


def inputs_of(name, drawn):
    generator = random.Random(name)
    tensors = []
    for each in drawn:
        if isinstance(each, tuple):
            each = normal(*each)
        tensor = each.tensor(generator) if isinstance(each, Draw) else each
        if tensor.numel() == 0 and not isinstance(each, torch.Tensor):
            tensor = tensor.double()
        tensors.append(tensor.requires_grad_() if tensor.is_floating_point() else tensor)
    return tensors, generator


def store(case, part, tensor):
    name = f"{case} {part}"
    assert name not in stored, name
    stored[name] = tensor.detach().to(torch.float32).contiguous()


def case(name, function, *drawn, **options):
    """Stores x0, x1, …, y = function(x0, x1, …), an upstream gradient dy, and dx0, dx1, … of Σ y dy."""
    xs, generator = inputs_of(name, drawn)
    y = function(*xs, **options)
    dy = normal(*y.shape).tensor(generator).double()
    for i, x in enumerate(xs):
        store(name, f"x{i}", x)
    store(name, "y", y)
    store(name, "dy", dy)
    targets = [i for i, x in enumerate(xs) if x.requires_grad]
    found = torch.autograd.grad((y * dy).sum(), [xs[i] for i in targets], allow_unused=True) if y.requires_grad else []
    for i, gradient in zip(targets, found):
        store(name, f"dx{i}", torch.zeros_like(xs[i]) if gradient is None else gradient)


def layer(name, module, *drawn, forward=None, rename=lambda state: state, steps=10):
    """Stores the state_dict (w.NAME), inputs, y and all gradients (dx0, …, dw.NAME) of Σ y dy; then the losses of
    ten steps of SGD at rate 0.1 towards mean (y − dy)² → 0, and the buffers after them (end.NAME). `rename` maps
    PyTorch's state to other names."""
    forward = forward or (lambda m, *xs: m(*xs))
    xs, generator = inputs_of(name, drawn)
    with torch.no_grad():
        for value in module.state_dict().values():
            if value.is_floating_point():
                spread = 0.5 / max(1, value[0].numel() if value.dim() > 1 else 1) ** 0.5
                drawn_value = [rounded(1.0 + generator.gauss(0, spread)) if value.dim() == 1 and value.numel() and value.flatten()[0] == 1
                               else rounded(generator.gauss(0, spread)) for _ in range(value.numel())]
                value.copy_(torch.tensor(drawn_value).reshape(value.shape))
    for key, value in rename(module.state_dict()).items():
        if value.is_floating_point():
            store(name, f"w.{key}", value.clone())
    y = forward(module, *xs)
    dy = normal(*y.shape).tensor(generator).double()
    for i, x in enumerate(xs):
        store(name, f"x{i}", x)
    store(name, "y", y)
    store(name, "dy", dy)
    named = dict(module.named_parameters())
    targets = [x for x in xs if x.requires_grad]
    found = torch.autograd.grad((y * dy).sum(), targets + list(named.values()), allow_unused=True)
    gradients = [torch.zeros_like(x) if g is None else g for x, g in zip(targets + list(named.values()), found)]
    floating = [i for i, x in enumerate(xs) if x.requires_grad]
    for i, gradient in zip(floating, gradients):
        store(name, f"dx{i}", gradient)
    for key, gradient in rename(dict(zip(named, gradients[len(targets):]))).items():
        store(name, f"dw.{key}", gradient)
    if steps:
        train(name, module, lambda: forward(module, *xs), dy, steps)
        for key, value in module.named_buffers():
            if value.is_floating_point():
                store(name, f"end.{key}", value.clone())


def train(name, module, forward, target, steps):
    optimizer = torch.optim.SGD(module.parameters(), lr=0.1)
    losses = []
    for _ in range(steps):
        optimizer.zero_grad()
        loss = ((forward() - target) ** 2).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    store(name, "losses", torch.tensor(losses))


def optimiser(name, make, *shapes, clip=None, steps=10):
    """Stores parameters p0, …, their gradients in each of ten steps (g0, …: steps first) and where they went (q0, …)."""
    generator = random.Random(name)
    parameters = [torch.nn.Parameter(normal(*shape).tensor(generator)) for shape in shapes]
    for i, p in enumerate(parameters):
        store(name, f"p{i}", p.clone())
    optimizer = make(parameters)
    gradients, places = [], []
    for _ in range(steps):
        for p in parameters:
            p.grad = normal(*p.shape).tensor(generator)
        gradients.append([p.grad.clone() for p in parameters])
        if clip:
            clip(parameters)
        optimizer.step()
        places.append([p.detach().clone() for p in parameters])
    for i in range(len(parameters)):
        store(name, f"g{i}", torch.stack([each[i] for each in gradients]))
        store(name, f"q{i}", torch.stack([each[i] for each in places]))


def schedule(name, make, steps):
    """Stores the learning rate of each step, of an optimiser that began with 1."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = make(optimizer)
    rates = []
    for _ in range(steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    store(name, "rates", torch.tensor(rates))


def write(file):
    """Writes what was stored as a safetensors file, and starts afresh."""
    header, data = {}, b""
    for name, tensor in stored.items():
        content = struct.pack(f"<{tensor.numel()}f", *tensor.flatten().tolist())
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    Path(__file__).with_name(file).write_bytes(struct.pack("<Q", len(text)) + text + data)
    print(f"{file}: {len(stored)} tensors, {8 + len(text) + len(data)} bytes")
    stored.clear()
