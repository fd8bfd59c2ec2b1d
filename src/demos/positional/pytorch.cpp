#include "demos/positional/training.h"
#include "io/python.h"
#include "train/rule.h"
#include "train/script.h"

namespace madang::demos::positional {

namespace {

constexpr const char* forward_source = R"py(
    def forward(self, symbols):
        count, length = symbols.shape
        x = self.embedding(symbols){ENCODING}
        y = self.norm1(x)
        q, k, v = (part(y).reshape(count, length, HEADS, HEAD_SIZE).transpose(1, 2)
                   for part in (self.q_proj, self.k_proj, self.v_proj))
        weights = torch.softmax(self.scores(q, k), dim=-1)
        x = x + self.out_proj((weights @ v).transpose(1, 2).reshape(count, length, SIZE))
        x = x + self.linear2(functional.gelu(self.linear1(self.norm2(x))))
        return self.answer(self.norm3(x))

    def scores(self, q, k):
)py";

constexpr const char* layers_source = R"py(        self.embedding = nn.Embedding(SYMBOLS, SIZE)
        self.q_proj, self.k_proj = nn.Linear(SIZE, SIZE), nn.Linear(SIZE, SIZE)
        self.v_proj, self.out_proj = nn.Linear(SIZE, SIZE), nn.Linear(SIZE, SIZE)
        self.linear1, self.linear2 = nn.Linear(SIZE, 2 * SIZE), nn.Linear(2 * SIZE, SIZE)
        self.answer = nn.Linear(SIZE, ANSWERS)
        self.norm1, self.norm2, self.norm3 = nn.LayerNorm(SIZE), nn.LayerNorm(SIZE), nn.LayerNorm(SIZE)
)py";

constexpr const char* sinusoids_source = R"py(def sinusoids(positions):
    angles = positions[:, None] / 10000 ** (torch.arange(0, SIZE, 2, dtype=torch.float64) / SIZE)
    return torch.stack((angles.sin(), angles.cos()), -1).flatten(1).float()
)py";

constexpr const char* rotary_source = R"py(def turned(x):
    angles = places[:, None] / 10000 ** (torch.arange(0, HEAD_SIZE, 2, dtype=torch.float64) / HEAD_SIZE)
    cos, sin = angles.cos().float(), angles.sin().float()
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack((a * cos - b * sin, b * cos + a * sin), -1).flatten(-2)
)py";

constexpr const char* alibi_source = R"py(def alibi():
    rows = []
    for slope in SLOPES:  # each for a head that looks back and for one that looks ahead
        for side in (-1, 1):
            rows.append((-slope * distance.abs()).masked_fill(distance * side < 0, float("-inf")))
    return torch.stack(rows)
)py";

constexpr const char* back_source = R"py(def targets_of(symbols):
    targets = torch.full_like(symbols, -100)  # -100: nothing is asked there
    targets[:, OFFSET:] = symbols[:, :-OFFSET]
    return targets
)py";

constexpr const char* latest_source = R"py(def targets_of(symbols):
    targets = torch.full_like(symbols, -100)  # -100: nothing is asked there
    for sequence, wanted in zip(symbols.tolist(), targets):
        given = {}
        for place, symbol in enumerate(sequence):
            if symbol < ASSIGNMENTS:
                given[symbol // ANSWERS] = symbol % ANSWERS
            else:
                wanted[place] = given[symbol - ASSIGNMENTS]
    return targets
)py";

constexpr const char* t5_scores = R"py(        bias = self.bias[buckets].T[:, distance + LENGTH - 1]
        return q @ k.transpose(2, 3) / HEAD_SIZE ** 0.5 + bias
)py";

constexpr const char* transformer_xl_parameters =
    R"py(        self.u = nn.Parameter(torch.zeros(HEADS, 1, HEAD_SIZE))
        self.v = nn.Parameter(torch.zeros(HEADS, 1, HEAD_SIZE))
        self.distances = nn.Parameter(torch.zeros(SIZE, SIZE))
)py";

constexpr const char* transformer_xl_scores =
    R"py(        table = sinusoids(torch.arange(1 - LENGTH, LENGTH)) @ self.distances.T
        table = table.reshape(-1, HEADS, HEAD_SIZE).transpose(0, 1)
        by_distance = (q + self.v) @ table.transpose(1, 2)
        index = (distance + LENGTH - 1).expand(len(q), HEADS, LENGTH, LENGTH)
        by_key = (q + self.u) @ k.transpose(2, 3)
        return (by_key + by_distance.gather(3, index)) / HEAD_SIZE ** 0.5
)py";

/// The one part in which the schemes differ.
struct Pieces {
  std::string constants = {};   // before the model
  std::string function = {};    // likewise
  std::string parameters = {};  // at the end of its __init__
  std::string encoding = {};    // after the embedding
  std::string scores = "        return q @ k.transpose(2, 3) / HEAD_SIZE ** 0.5\n";
};

std::string zeros(const char* name, int rows, const char* columns) {
  return "        self." + std::string(name) + " = nn.Parameter(torch.zeros(" + std::to_string(rows) + ", " +
         columns + "))\n";
}

Pieces pieces_of(const Blueprint& blueprint) {
  const int length = blueprint.length;
  switch (blueprint.scheme) {
    case Scheme::none:
      return {};
    case Scheme::sinusoidal:
      return {.function = sinusoids_source, .encoding = " + sinusoids(places)"};
    case Scheme::learned:
      return {.parameters = zeros("places", reach * length, "SIZE"), .encoding = " + self.places[:length]"};
    case Scheme::t5:
      return {.constants = "buckets = torch.tensor(" + io::python_list(buckets_of(length, length)) +
                           ")  # by distance",
              .parameters = zeros("bias", bias_buckets, "HEADS"),
              .scores = t5_scores};
    case Scheme::transformer_xl:
      return {.function = sinusoids_source,
              .parameters = transformer_xl_parameters,
              .scores = transformer_xl_scores};
    case Scheme::rope:
      return {.function = rotary_source,
              .scores = "        return turned(q) @ turned(k).transpose(2, 3) / HEAD_SIZE ** 0.5\n"};
    case Scheme::alibi:
      return {.constants = "SLOPES = " + io::python_list(side_slopes()),
              .function = alibi_source,
              .scores = "        return q @ k.transpose(2, 3) / HEAD_SIZE ** 0.5 + alibi()\n"};
  }
  return {};
}

std::string model_source(const Pieces& pieces) {
  std::string forward = forward_source;
  const std::string slot = "{ENCODING}";
  forward.replace(forward.find(slot), slot.size(), pieces.encoding);
  return std::string("class Model(nn.Module):\n    def __init__(self):\n        super().__init__()\n") +
         layers_source + pieces.parameters + forward + pieces.scores;
}

std::string constants(const Settings& settings, const Blueprint& blueprint) {
  const std::pair<const char*, int> all[] = {{"SYMBOLS", blueprint.symbols},
                                             {"ANSWERS", blueprint.answers},
                                             {"SIZE", blueprint.size},
                                             {"HEADS", heads},
                                             {"HEAD_SIZE", blueprint.size / heads},
                                             {"LENGTH", blueprint.length},
                                             settings.task == Task::back
                                                 ? std::pair{"OFFSET", settings.offset}
                                                 : std::pair{"ASSIGNMENTS", assignments}};
  std::string text;
  for (const auto& [name, value] : all) text += std::string(name) + " = " + std::to_string(value) + "\n";
  return text;
}

}  // namespace

std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps) {
  const Blueprint blueprint = blueprint_of(settings, settings.scheme);
  const Pieces pieces = pieces_of(blueprint);
  Training training(settings, seed);
  const Model& start = training.model(0);
  train::Script script({.run = "Model A of the same training",
                        .seed = seed,
                        .steps = steps,
                        .prints = "the loss of each batch before the step that it causes"});
  script.code(constants(settings, blueprint))
      .code(
          "places = torch.arange(LENGTH)\n"
          "distance = places[None] - places[:, None]  # of the key from the query");
  if (!pieces.constants.empty()) script.code(pieces.constants);
  script.definition(settings.task == Task::back ? back_source : latest_source);
  if (!pieces.function.empty()) script.definition(pieces.function);
  return script.definition(model_source(pieces))
      .batches([&](std::uint64_t) { return training.draw_batch().symbols; })
      .model("Model()", io::state_dict(start))
      .optimizer(*train::optimizer_of(demo::Rule::adam, start.parameters(), settings.learning_rate))
      .loop({.before = "symbols = torch.tensor(chosen).reshape(-1, LENGTH)",
             .loss = "functional.cross_entropy(model(symbols).flatten(0, 1), targets_of(symbols).flatten())"})
      .text();
}

}  // namespace madang::demos::positional
