#include "demos/dropout/pytorch.h"

#include <set>

#include "core/python.h"
#include "demos/dropout/training.h"
#include "io/state_dict.h"
#include "train/script.h"

namespace madang::demos::dropout {

namespace {

/// Philox4x32-10 (Salmon et al. 2011), as core/random.h has it, for many numbers at once.
constexpr const char* lots_class = R"py(class Lots:
    """The demo's own random numbers, Philox4x32-10: a function of seed, stream and position."""

    def __init__(self, seed, stream):
        self.seed, self.stream, self.position = seed, stream, 0

    def mask(self, shape, rate):
        index = torch.arange(self.position, self.position + torch.Size(shape).numel())
        self.position += len(index)
        block, word = index // 4, index % 4
        zeros, low = torch.zeros_like(block), 2**32 - 1
        a, b, c, d = block & low, block >> 32, zeros + (self.stream & low), zeros + (self.stream >> 32)
        k, l = self.seed & low, self.seed >> 32
        for _ in range(10):
            p, q = 0xD2511F53 * a, 0xCD9E8D57 * c
            a, b, c, d = (q >> 32 & low) ^ b ^ k, q & low, (p >> 32 & low) ^ d ^ l, p & low
            k, l = k + 0x9E3779B9 & low, l + 0xBB67AE85 & low
        words = torch.stack([a, b, c, d], 1).gather(1, word[:, None]).flatten()
        uniform = (words >> 8).float() * 2.0**-24
        return ((uniform >= rate) / (1 - rate)).reshape(shape)
)py";

constexpr const char* dropout_classes = R"py(class Dropout(nn.Module):
    """nn.Dropout with the demo's masks; axes: those along which a mask stays the same."""

    def __init__(self, rate, axes=()):
        super().__init__()
        self.rate, self.axes = rate, axes

    def forward(self, x):
        shape = [1 if axis in self.axes else size for axis, size in enumerate(x.shape)]
        return x * lots.mask(shape, self.rate) if self.rate else x
)py";

constexpr const char* lstm_class = R"py(class RowLstm(nn.LSTM):
    """The rows of an image, one a step; one mask for all steps, or a fresh one at each."""

    def __init__(self, rows, units, rate, fresh):
        super().__init__(rows, units, batch_first=True)
        self.rate, self.fresh = rate, fresh

    def forward(self, images):
        rows = images.squeeze(1)
        if not self.rate:
            return super().forward(rows)[0][:, -1]
        h = c = torch.zeros(1, len(rows), self.hidden_size)
        mask = 0
        for time in range(rows.shape[1]):
            _, (h, c) = super().forward(rows[:, time : time + 1], (h * mask, c))
            if time == 0 or self.fresh:
                mask = lots.mask(h.shape, self.rate)
        return (h * mask)[0]
)py";

constexpr const char* transformer_class = R"py(class RowTransformer(nn.Module):
    """The rows of an image as tokens."""

    def __init__(self, rows, size, attention):
        super().__init__()
        self.positions = nn.Parameter(torch.zeros(rows, size))
        self.embed, self.attention = nn.Linear(rows, size), attention
        self.norm1, self.norm2 = nn.LayerNorm(size), nn.LayerNorm(size)
        self.linear1, self.linear2 = nn.Linear(size, 2 * size), nn.Linear(2 * size, size)

    def forward(self, images):
        x = self.embed(images.squeeze(1)) + self.positions
        y = self.norm1(x)
        x = x + self.attention(y, y)
        return (x + self.linear2(functional.relu(self.linear1(self.norm2(x))))).mean(1)
)py";

/// PyTorch's dropout layers become those with the demo's masks.
std::string with_our_masks(std::string constructor) {
  const auto replace = [&](const std::string& from, const std::string& to, const std::string& more) {
    for (std::size_t at = 0; (at = constructor.find(from, at)) != std::string::npos; at += to.size()) {
      constructor.replace(at, from.size(), to);
      constructor.insert(constructor.find(')', at), more);
    }
  };
  replace("nn.Dropout2d(", "Dropout(", ", (2, 3)");
  replace("nn.Dropout(", "Dropout(", "");
  return constructor;
}

/// As they are taught, in the order in which the script has the images.
std::vector<std::int32_t> taught_labels(Lessons& lessons, std::uint64_t steps) {
  std::set<std::int32_t> known;
  std::vector<std::int32_t> labels;
  for (std::uint64_t step = 0; step < steps; ++step)
    for (const std::int32_t row : lessons.rows_at(step))
      if (known.insert(row).second) labels.push_back(lessons.label_of(row));
  return labels;
}

}  // namespace

std::string RowLstm::pytorch() const {
  return PythonCall("RowLstm").with(rows_read).with(lstm.stack.hidden_size).with(rate).with(fresh).text();
}
std::vector<std::string> RowLstm::pytorch_classes() const { return {lstm_class}; }

std::string RowTransformer::pytorch() const {
  const int size = positions.shape()[1];
  return PythonCall("RowTransformer").with(rows_read).with(size).with(attention.pytorch()).text();
}
std::vector<std::string> RowTransformer::pytorch_classes() const {
  std::vector<std::string> all = attention.pytorch_classes();
  all.push_back(transformer_class);
  return all;
}

Arm scripted_arm(Kind kind) { return kind == Kind::transformer ? Arm::none : arms_of(kind).back(); }

std::string pytorch_script(const Settings& settings, const data::ImageSet& set, std::uint64_t seed,
                           std::uint64_t steps) {
  const Training training = training_of(scripted_arm(settings.kind), settings, seed);
  const Sequential& network = training.network();
  Lessons lessons(set, settings.images, seed);
  train::Script script({.seed = seed, .steps = steps});
  script.batches(set.train, [&](std::uint64_t step) { return lessons.rows_at(step); })
      .code("# One label in five is wrong.")
      .labels("labels", taught_labels(lessons, steps));
  const bool draws = settings.kind != Kind::transformer;
  if (draws) script.definition(lots_class).definition(dropout_classes);
  for (const std::string& text : network.pytorch_classes()) script.definition(text);
  const std::string stream = std::to_string(static_cast<std::uint64_t>(Stream::steps));
  return script.model(with_our_masks(network.pytorch()), io::state_dict(network))
      .optimizer(training.optimizer())
      .loop({.before = draws ? "lots = Lots(" + std::to_string(seed) + ", " + stream + " + step - 1)" : "",
             .loss = "functional.cross_entropy(model(images[chosen]), labels[chosen])"})
      .text();
}

}  // namespace madang::demos::dropout
