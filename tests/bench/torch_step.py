"""One training step of the 2-16-16-2 net in PyTorch eager, asked for line by line (see bench.cpp's step)."""
import sys
import time

import torch

torch.set_num_threads(1)
torch.manual_seed(1)

model = torch.nn.Sequential(
    torch.nn.Linear(2, 16), torch.nn.Tanh(), torch.nn.Linear(16, 16), torch.nn.Tanh(), torch.nn.Linear(16, 2))
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
x = torch.rand(128, 2) * 2 - 1
labels = (x[:, 0] * x[:, 1] > 0).long()


def step():
    optimizer.zero_grad()
    loss = torch.nn.functional.cross_entropy(model(x), labels)
    loss.backward()
    optimizer.step()


print(f"step, MLP 2-16-16-2, batch 128, Adam|PyTorch {torch.__version__} eager|0\n", flush=True)
for line in sys.stdin:
    times = int(line.split()[1])
    start = time.perf_counter()
    for _ in range(times):
        step()
    print((time.perf_counter() - start) * 1e3, flush=True)
