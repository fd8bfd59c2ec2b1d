"""Golden values of the losses."""
import torch
import torch.nn.functional as F

from golden import case, indices, uniform, write

case("cross_entropy/labels", F.cross_entropy, (7, 5), indices(7, below=5))
case("cross_entropy/one", F.cross_entropy, (1, 2), indices(1, below=2))
case("mse/pair", F.mse_loss, (3, 5), (3, 5))
case("mse/one", F.mse_loss, (1,), (1,))
case("half_squared_error/pair", lambda x, t: ((x - t) ** 2).sum() / (2 * len(x)), (3, 5), (3, 5))
case("binary_cross_entropy_with_logits/pair", F.binary_cross_entropy_with_logits, (3, 5), uniform(3, 5, low=0, high=1))

case("cross_entropy/smoothed", F.cross_entropy, (7, 5), indices(7, below=5), label_smoothing=0.1)
case("cross_entropy/soft", lambda x, t: F.cross_entropy(x, t / t.sum(1, keepdim=True)), (4, 3), uniform(4, 3))
case("binary_cross_entropy/pair", F.binary_cross_entropy, uniform(3, 5, low=0.1, high=0.9), uniform(3, 5, low=0, high=1))
case("mean_absolute_error/pair", F.l1_loss, (3, 5), (3, 5))
case("huber/pair", F.huber_loss, (3, 5), (3, 5), delta=0.8)
case("hinge/signs", lambda s, t: (1 - t.sign().detach() * s).clamp(min=0).mean(), (7,), (7,))
case("kl_divergence/rows", lambda q, p: F.kl_div(q.log_softmax(-1), p.softmax(-1), reduction="batchmean"), (4, 5), (4, 5))
case("gaussian_kl/rows", lambda m, v: torch.distributions.kl_divergence(
    torch.distributions.Normal(m, (v / 2).exp()), torch.distributions.Normal(0.0, 1.0)).sum() / len(m), (4, 3), (4, 3))
case("triplet/rows", F.triplet_margin_loss, (5, 3), (5, 3), (5, 3), margin=0.7, eps=0.0)


def focal(x, t):
    t = (t > 0).double()
    p = x.sigmoid() * t + (1 - x.sigmoid()) * (1 - t)
    return ((0.25 * t + 0.75 * (1 - t)) * (1 - p) ** 2 * -p.log()).mean()


def info_nce(q, k, temperature=0.07):
    cosines = F.normalize(q, dim=1) @ F.normalize(k, dim=1).T
    return F.cross_entropy(cosines / temperature, torch.arange(len(q)))


def nt_xent(z, temperature=0.5):
    cosines = F.normalize(z, dim=1) @ F.normalize(z, dim=1).T / temperature
    return F.cross_entropy(cosines - torch.diag(torch.full((len(z),), torch.inf)), torch.arange(len(z)).roll(len(z) // 2))


def clip(images, texts, scale):
    logits = F.normalize(images, dim=1) @ F.normalize(texts, dim=1).T * scale.exp()
    labels = torch.arange(len(images))
    return (F.cross_entropy(logits, labels) + F.cross_entropy(logits.T, labels)) / 2


case("focal/truth", focal, (3, 5), (3, 5))
case("info_nce/more keys", info_nce, (3, 5), (4, 5))
case("nt_xent/pairs", nt_xent, (6, 3))
case("clip_loss/pairs", clip, (4, 3), (4, 3), ())
case("negative_sampling/rows", lambda t, d: -F.logsigmoid(t).mean() - F.logsigmoid(-d).sum(1).mean(), (4,), (4, 3))
case("glove_loss/cells", lambda s, x: ((x.detach() / 1.5).pow(0.75).clamp(max=1) * (s - x.detach().log()) ** 2).mean(),
     (6,), uniform(6))
case("gan_discriminator_loss/scores", lambda r, f: F.softplus(-r).mean() + F.softplus(f).mean(), (5, 1), (3, 1))
case("gan_generator_loss/scores", lambda f: F.softplus(-f).mean(), (5,))
case("hinge_discriminator_loss/scores", lambda r, f: F.relu(1 - r).mean() + F.relu(1 + f).mean(), (5,), (3,))
case("hinge_generator_loss/scores", lambda f: -f.mean(), (5,))
case("wasserstein_critic_loss/scores", lambda r, f: f.mean() - r.mean(), (5,), (3,))
case("wasserstein_generator_loss/scores", lambda f: -f.mean(), (5,))



def gradient_penalty(x, w):
    """At the examples themselves: between equal ones there is only one point."""
    slope, = torch.autograd.grad(torch.tanh(x @ w).sum(), x, create_graph=True)
    return ((slope.norm(dim=1) - 1) ** 2).mean()


case("gradient_penalty/equal", lambda x, w: gradient_penalty(x.detach().requires_grad_(), w), (4, 3), (3, 2))

write("losses.safetensors")
