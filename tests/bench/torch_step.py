"""The works in PyTorch eager, one thread: lists them, then answers each line "index times" with milliseconds.

Its matrix products are those of the BLAS that it finds, so that is part of its name; one that would flatter us is refused.
"""
import ctypes
import os
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
torch.manual_seed(1)


def mapped_library(*names):
    """The path of a shared library of this process that has one of these names in it, or None."""
    with open("/proc/self/maps") as maps:
        paths = {line.split(maxsplit=5)[5].strip() for line in maps if ".so" in line}
    return next((path for path in sorted(paths) if any(name in path for name in names)), None)


def blas():
    """"OpenBLAS for SkylakeX", "MKL". Exits, listing nothing, where the comparison would not be fair."""
    torch.mm(torch.ones(64, 64), torch.ones(64, 64))
    if torch.backends.mkl.is_available():
        return "MKL"
    openblas = mapped_library("libopenblas", "openblas-")
    if openblas is None:
        refuse("runs on the reference BLAS, which is many times slower than others (Debian: libopenblas0-pthread)")
    if "OPENBLAS_CORETYPE" in os.environ:
        refuse("is held to the kernels of one processor by OPENBLAS_CORETYPE: unset it")
    core = ctypes.CDLL(openblas).openblas_get_corename
    core.restype = ctypes.c_char_p
    return "OpenBLAS for " + core().decode()


def refuse(reason):
    print(f"PyTorch {torch.__version__} {reason}: it is left out.", file=sys.stderr)
    print(flush=True)
    sys.exit()


peer = f"PyTorch {torch.__version__}, {blas()}"

works = []  # (name, unit, amount, run)


def training(name, model, loss):
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

    def step():
        optimizer.zero_grad()
        loss(model).backward()
        optimizer.step()

    works.append((f"step, {name}, Adam", "µs", 1, step))


def classifier(name, model, x, classes):
    labels = torch.arange(len(x)) % classes
    training(name, model, lambda m: F.cross_entropy(m(x), labels))


class LastOfLstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm, self.head = nn.LSTM(32, 64, batch_first=True), nn.Linear(64, 10)

    def forward(self, x):
        return self.head(self.lstm(x)[0][:, -1])


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x, mask, past=None):
        """past: a list of what came before, [keys, values], to which x's are added."""
        batch, length, width = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        if past is not None:
            past[:] = k, v = [torch.cat(pair, 2) for pair in zip(past, (k, v))] if past else [k, v]
        x = x + self.out(attention(q, k, v, mask).transpose(1, 2).reshape(batch, length, width))
        return x + self.mlp(self.norm2(x))


def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5
    return F.softmax(scores if mask is None else scores + mask, -1) @ v


class Gpt(nn.Module):
    def __init__(self, layers, vocabulary=64, width=64, length=64):
        super().__init__()
        self.tokens, self.positions = nn.Embedding(vocabulary, width), nn.Embedding(length, width)
        self.blocks = nn.ModuleList([Block(width, 4) for _ in range(layers)])
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, vocabulary, bias=False)
        self.register_buffer("mask", torch.full((length, length), -torch.inf).triu(1))

    def forward(self, text):
        x = self.tokens(text) + self.positions.weight
        for block in self.blocks:
            x = block(x, self.mask)
        return self.head(self.norm(x))

    @torch.no_grad()
    def write(self, length=64):
        """Each character the most likely one after those before it, whose keys and values are kept."""
        past, last = [[] for _ in self.blocks], torch.zeros(1, 1, dtype=torch.long)
        for position in range(length):
            x = self.tokens(last) + self.positions.weight[position]
            for block, kept in zip(self.blocks, past):
                x = block(x, None, kept)
            last = self.head(self.norm(x)).argmax(-1)


for size in (64, 256, 512):
    a, b = torch.rand(size, size) * 2 - 1, torch.rand(size, size) * 2 - 1
    works.append((f"gemm {size}x{size}x{size}", "GFLOP/s", 2 * size ** 3, lambda a=a, b=b: torch.mm(a, b)))
for length in (64, 256, 1024, 2048):
    q, k, v = (torch.randn(4, length, 64, requires_grad=True) for _ in range(3))
    forward = torch.no_grad()(lambda q=q, k=k, v=v: attention(q, k, v))
    works.append((f"attention forward, n {length}", "µs", 1, forward))
    backward = lambda q=q, k=k, v=v: torch.autograd.grad(attention(q, k, v).sum(), (q, k, v))
    works.append((f"attention forward, backward, n {length}", "µs", 1, backward))

start, one = torch.ones((), requires_grad=True), torch.ones(())


def chain():
    x = start
    for _ in range(1000):
        x = x + one
    return x


works.append(("one addition, recorded", "µs", 1000, chain))
works.append(("one addition, forward and backward", "µs", 1000, lambda: chain().backward()))

classifier("MLP 2-16-16-2, batch 128",
           nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 2)),
           torch.rand(128, 2) * 2 - 1, 2)
classifier("MLP 784-128-10, batch 64", nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)),
           torch.rand(64, 784) * 2 - 1, 10)
classifier("CNN conv16-pool-conv32-pool-fc, 28x28, batch 32",
           nn.Sequential(nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(),
                         nn.MaxPool2d(2), nn.Flatten(), nn.Linear(32 * 49, 10)), torch.rand(32, 1, 28, 28), 10)
classifier("LSTM 32-64, T 20, batch 32", LastOfLstm(), torch.randn(32, 20, 32), 10)
text = torch.randint(64, (16, 65))
training("GPT d 64, 4 heads, 2 layers, T 64, batch 16", Gpt(2),
         lambda m: F.cross_entropy(m(text[:, :-1]).reshape(-1, 64), text[:, 1:].reshape(-1)))
works.append(("one character with cache, GPT d 64, 4 layers, T 64", "µs", 64, Gpt(4).write))

for name, unit, amount, _ in works:
    print(f"{name}|{peer}|{unit}|{amount}|")
print(flush=True)
for line in sys.stdin:
    index, times = map(int, line.split())
    run = works[index][3]
    begin = time.perf_counter()
    for _ in range(times):
        run()
    print((time.perf_counter() - begin) * 1e3, flush=True)
