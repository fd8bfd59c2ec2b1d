"""Configurations of losses."""
import numpy
import torch
import torch.nn.functional as F

from draw import MODERATE, Case, Refused, as_float32, operation


def same(a, b):
    if a.shape != b.shape:
        raise Refused("PyTorch broadcasts")


def some(x):
    if x.numel() == 0:
        raise Refused("no elements")


def reduction(d):
    """As madang::Reduction counts: mean, sum, none."""
    return d.choice((0, 0, 1, 2))


def reduced(losses, kind, by_batch=False):
    if kind == 0:
        if losses.numel() == 0 and not (by_batch and losses.dim() and losses.shape[0]):
            raise Refused("no elements")
        if by_batch and losses.dim() == 0:
            raise Refused("no batch")
        return losses.sum() / losses.shape[0] if by_batch else losses.mean()
    return losses.sum() if kind == 1 else losses


def pair(name, function, first=None, second=None, by_batch=False):
    """Of two inputs of one shape, element by element; first(d, shape), second(d, shape) draw them."""

    @operation(name)
    def draw(d):
        shape = d.shape()
        other = shape + (2,) if d.chance(0.04) else shape
        kind = reduction(d)

        def run(a, b):
            same(a, b)
            return reduced(function(a, b), kind, by_batch)

        plain = lambda d, shape: d.values(shape, MODERATE)
        inputs = [(first or plain)(d, shape), (second or plain)(d, other)]
        constant = ()
        if name == "kl_divergence" and not inputs[1].all():
            constant = (1,)  # log 0 has no slope
        if name == "binary_cross_entropy" and not (inputs[0] * (1 - inputs[0])).all():
            constant = (1,)  # PyTorch holds the logarithm at -100, but not in this derivative
        return Case(inputs, run, {"reduction": kind}, constant)


def probabilities(d, shape):
    values = d.numbers.random(shape)
    if d.chance(0.5):
        ends = d.numbers.choice([0.0, 1.0, 1e-30, 1e-6, 1 - 2.0 ** -20, 0.5], shape)
        values = (d.numbers.random(shape) < 0.5) * (values - ends) + ends
    return as_float32(values)


def truths(d, shape):
    if d.chance(0.5):
        return probabilities(d, shape)
    return as_float32(d.numbers.integers(0, 2, shape))


def signs(d, shape):
    return as_float32(2 * d.numbers.integers(0, 2, shape) - 1)


def unreduced(function):
    return lambda a, b: function(a, b, reduction="none")


def binary_cross_entropy(p, t):
    """PyTorch's, with its value computed by log1p as in newer versions."""
    exact = -t * p.log().clamp(min=-100) - (1 - t) * torch.log1p(-p).clamp(min=-100)
    theirs = F.binary_cross_entropy(p, t, reduction="none")
    return theirs + (exact - theirs).detach()


def plain(d, shape):
    return d.values(shape)


pair("mse", unreduced(F.mse_loss))
pair("mean_absolute_error", unreduced(F.l1_loss))
pair("half_squared_error", lambda a, b: (a - b) ** 2 / 2, by_batch=True)
pair("binary_cross_entropy", binary_cross_entropy, probabilities, truths)
pair("hinge", lambda s, t: F.relu(1 - t * s), None, signs)
pair("gaussian_kl", lambda m, v: -0.5 * (1 + v - m ** 2 - v.exp()), plain, lambda d, shape: d.ties(shape), by_batch=True)
pair("kl_divergence", unreduced(F.kl_div), None, probabilities, by_batch=True)


@operation("binary_cross_entropy_with_logits")
def _(d):
    shape, kind = d.shape(), reduction(d)
    inputs = [d.values(shape, MODERATE), truths(d, shape)]
    if d.chance(0.5):
        inputs.append(as_float32(abs(d.normal(shape[d.between(0, len(shape)):]))))

    def function(x, t, *weight):
        if weight and weight[0].numel() == 0:
            weight = ()
        return reduced(F.binary_cross_entropy_with_logits(x, t, reduction="none", pos_weight=weight[0] if weight else None), kind)

    return Case(inputs, function, {"reduction": kind}, constant=(2,))


@operation("huber")
def _(d):
    shape, kind = d.shape(), reduction(d)
    delta = d.choice((1.0, 0.5, 2.0, d.uniform(0.1, 3)))
    return Case([d.values(shape, MODERATE), d.values(shape, MODERATE)],
                lambda a, b: reduced(F.huber_loss(a, b, delta=delta, reduction="none"), kind),
                {"delta": delta, "reduction": kind})


def boxes(d, count):
    """Boxes with corners in order, of which some share nothing and some hold each other; no two sides on one line."""
    low = d.normal((count, 2))
    return as_float32(numpy.concatenate([low, low + d.uniform(0.2, 3) + abs(d.normal((count, 2)))], 1))


@operation("generalized_iou_loss")
def _(d):
    count, kind = d.between(1, 6), reduction(d)

    def area(low, high):
        return (high - low).clamp(min=0).prod(1)

    def function(a, b):
        shared = area(torch.maximum(a[:, :2], b[:, :2]), torch.minimum(a[:, 2:], b[:, 2:]))
        around = area(torch.minimum(a[:, :2], b[:, :2]), torch.maximum(a[:, 2:], b[:, 2:]))
        union = area(a[:, :2], a[:, 2:]) + area(b[:, :2], b[:, 2:]) - shared
        return reduced(1 - shared / union + (around - union) / around, kind)

    return Case([boxes(d, count), boxes(d, count)], function, {"reduction": kind})


@operation("dice_loss")
def _(d):
    shape, kind = (d.between(1, 3), d.between(1, 3)) + d.shape(), reduction(d)
    smoothing = d.choice((1.0, 0.1, d.uniform(0.1, 3)))

    def function(p, t):
        p, t = p.reshape(shape[0], shape[1], -1), t.reshape(shape[0], shape[1], -1)
        return reduced(1 - (2 * (p * t).sum(2) + smoothing) / (p.sum(2) + t.sum(2) + smoothing), kind)

    return Case([probabilities(d, shape), truths(d, shape)], function, {"smoothing": smoothing, "reduction": kind})


@operation("focal")
def _(d):
    shape, kind = d.shape(), reduction(d)
    alpha, gamma = d.choice((0.25, -1.0, 0.5)), d.choice((0.0, 1.0, 2.0, 0.5, 3.0))

    def function(x, t):
        missed = t * torch.sigmoid(-x) + (1 - t) * torch.sigmoid(x)
        loss = F.binary_cross_entropy_with_logits(x, t, reduction="none") * missed ** gamma
        return reduced((alpha * t + (1 - alpha) * (1 - t)) * loss if alpha >= 0 else loss, kind)

    return Case([d.values(shape), as_float32(d.numbers.integers(0, 2, shape))], function,
                {"alpha": alpha, "gamma": gamma, "reduction": kind}, constant=(1,))


def classes(d):
    return d.size(), d.size()


@operation("cross_entropy_plain")
def _(d):
    rows, columns = classes(d)
    labels = [d.between(0, max(0, columns - 1)) for _ in range(rows)]
    if d.chance(0.04):
        labels = d.choice((labels + [0], [columns] * rows, [-1] * rows))

    def function(x):
        if not labels or any(not 0 <= label < columns for label in labels):
            raise Refused()
        return F.cross_entropy(x, torch.tensor(labels))

    return Case([d.values((rows, columns), MODERATE)], function, {"labels": labels})


@operation("cross_entropy")
def _(d):
    rows, columns = classes(d)
    smoothing, kind = d.choice((0.0, 0.1, 1.0, d.uniform(0, 1))), reduction(d)
    labels = [d.between(0, max(0, columns - 1)) for _ in range(rows)]
    ignored = d.choice((-100, 0, columns - 1, 255)) if d.chance(0.5) else None
    if ignored is not None:
        labels = [ignored if d.chance(0.3) else label for label in labels]
    if d.chance(0.04):
        labels = d.choice((labels + [0], [columns] * rows, [-1] * rows))
    inputs = [d.values((rows, columns), MODERATE)]
    if weighted := d.chance(0.5):
        inputs.append(abs(d.normal((columns + d.chance(0.03),))))
    options = {"label_smoothing": smoothing, "reduction": kind, "labels": labels}
    if ignored is not None:
        options["ignore_index"] = ignored

    def function(x, weight=None):
        counted = [label for label in labels if label != ignored]
        if columns == 0 or len(labels) != rows or any(not 0 <= label < columns for label in counted):
            raise Refused()
        if kind == 0 and not counted:
            raise Refused("no row counts")
        return F.cross_entropy(x, torch.tensor(labels, dtype=torch.long), weight, label_smoothing=smoothing,
                               ignore_index=-12345 if ignored is None else ignored, reduction=("mean", "sum", "none")[kind])

    return Case(inputs, function, options, constant=(1,))


@operation("cross_entropy_with_targets")
def _(d):
    rows, columns = classes(d)
    smoothing, kind = d.choice((0.0, 0.1, 1.0, d.uniform(0, 1))), reduction(d)
    inputs = [d.values((rows, columns), MODERATE), probabilities(d, (rows, columns + d.chance(0.03)))]
    if d.chance(0.5):
        inputs.append(abs(d.normal((columns,))))

    def function(x, targets, weight=None):
        if x.numel() == 0 or x.shape != targets.shape:
            raise Refused("no elements")
        return F.cross_entropy(x, targets, weight, label_smoothing=smoothing, reduction=("mean", "sum", "none")[kind])

    return Case(inputs, function, {"label_smoothing": smoothing, "reduction": kind}, constant=(2,))


def adversarial(name, function):
    count = function.__code__.co_argcount

    @operation(name)
    def draw(d):
        def run(*scores):
            for each in scores:
                some(each)
            return function(*scores)

        return Case([d.values(d.shape(), MODERATE) for _ in range(count)], run)


softplus = F.softplus


adversarial("gan_discriminator_loss", lambda real, fake: softplus(-real).mean() + softplus(fake).mean())
adversarial("gan_generator_loss", lambda fake: softplus(-fake).mean())
adversarial("hinge_discriminator_loss", lambda real, fake: F.relu(1 - real).mean() + F.relu(1 + fake).mean())
adversarial("hinge_generator_loss", lambda fake: -fake.mean())
adversarial("wasserstein_critic_loss", lambda real, fake: fake.mean() - real.mean())
adversarial("wasserstein_generator_loss", lambda fake: -fake.mean())


def unit(x):
    return x / x.norm(dim=-1, keepdim=True).clamp_min(1e-12)


@operation("nt_xent")
def _(d):
    rows, temperature = d.between(0, 6), d.uniform(0.1, 2)

    def function(z):
        if rows == 0 or rows % 2:
            raise Refused()
        logits = unit(z) @ unit(z).T / temperature
        logits = logits + torch.diag(torch.full((rows,), -1e9, dtype=z.dtype))
        return F.cross_entropy(logits, torch.arange(rows).roll(rows // 2))

    return Case([d.normal((rows, d.between(2, 5)))], function, {"temperature": temperature}, gain=4)


@operation("info_nce")
def _(d):
    n, features, temperature = d.between(0, 5), d.between(2, 5), d.uniform(0.1, 2)
    m = n + d.between(-1, 3)

    def function(queries, keys):
        if n == 0 or m < n:
            raise Refused()
        return F.cross_entropy(unit(queries) @ unit(keys).T / temperature, torch.arange(n))

    return Case([d.normal((n, features)), d.normal((max(m, 0), features))], function, {"temperature": temperature}, gain=4)


@operation("clip_loss")
def _(d):
    n, features = d.between(0, 5), d.between(2, 5)

    def function(images, texts, log_scale):
        if n == 0:
            raise Refused()
        logits = unit(images) @ unit(texts).T * log_scale.exp()
        labels = torch.arange(n)
        return (F.cross_entropy(logits, labels) + F.cross_entropy(logits.T, labels)) / 2

    return Case([d.normal((n, features)), d.normal((n, features)), d.normal(d.choice(((), (1,))))], function, gain=4)


@operation("triplet")
def _(d):
    shape, margin, kind = (d.size(), d.between(2, 5)), d.choice((1.0, 0.2, 0.0)), reduction(d)

    def function(anchor, positive, negative):
        some(anchor)
        return reduced(F.triplet_margin_loss(anchor, positive, negative, margin=margin, reduction="none"), kind)

    return Case([d.normal(shape) for _ in range(3)], function, {"margin": margin, "reduction": kind}, gain=4)
