#include "demos/vit/picture.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "autograd/ops_softmax.h"
#include "core/tensor_matrix.h"
#include "demos/vit/measure.h"

namespace madang::demos::vit {

namespace {

// (1, 1, canvas, canvas)
Tensor image_of(const Matrix& input) { return Tensor::from({1, 1, canvas, canvas}, input.values); }

std::vector<float> chances_of(const Classifier& network, const Matrix& input) {
  const NoRecording off;
  return numbers_of(softmax(network.logits(image_of(input))).value());
}

float row_error(const Matrix& weights) {
  float largest = 0;
  for (int row = 0; row < weights.rows; ++row) {
    double sum = 0;
    for (int column = 0; column < weights.columns; ++column)
      sum += static_cast<double>(weights.at(row, column));
    largest = std::max(largest, static_cast<float>(std::abs(sum - 1)));
  }
  return largest;
}

/// Only patches, without what stands in front of them.
std::vector<float> patches_only(std::vector<float> row, int first_tokens) {
  row.erase(row.begin(), row.begin() + first_tokens);
  return row;
}

/// Which patches of a block with masks or windows see each other: a number for each set of them.
std::vector<int> groups_of(const GroupedBlock& block) {
  const Groups& groups = block.groups;
  std::vector<int> numbers(groups.order.size());
  for (std::size_t place = 0; place < groups.order.size(); ++place) {
    constexpr int most_regions = 9;
    numbers[static_cast<std::size_t>(groups.order[place])] =
        static_cast<int>(place) / groups.size() * most_regions +
        (groups.regions.empty() ? 0 : groups.regions[place]);
  }
  return numbers;
}

/// Mean over what fits into some thirty milliseconds: a browser's clock may tick only every tenth of one.
float mean_ms(const Classifier& network) {
  using Milliseconds = std::chrono::duration<float, std::milli>;
  constexpr Milliseconds least(30);
  const NoRecording off;
  const Tensor image({1, 1, canvas, canvas});
  network.outputs(image);  // the first time memory is asked for
  const auto begin = std::chrono::steady_clock::now();
  Milliseconds spent{};
  int rounds = 0;
  for (; spent < least; ++rounds) {
    network.outputs(image);
    spent = std::chrono::steady_clock::now() - begin;
  }
  return spent.count() / static_cast<float>(rounds);
}

Classifier network_in_table(int row, Settings settings) {
  if (row == network_count) return first_cnn(1);
  settings.network = static_cast<Network>(row);
  return first_network(settings, 1);
}

}  // namespace

Order order_of(const Settings& settings) {
  enum class Stream : std::uint64_t { order = 1 };
  Random random = random_for(static_cast<std::uint64_t>(settings.order), Stream::order);
  return shuffled_order(patch_count(settings.patch_side()), random);
}

void fill_answers(Snapshot& picture, const Training& training, const Settings& settings, const Order& order) {
  picture.step = training.steps();
  picture.network.loss = training.loss();
  picture.cnn.loss = training.cnn_loss();
  if (const auto& looked = training.looked()) {
    picture.looked_step = looked->step;
    picture.network.accuracy = looked->network.accuracy;
    picture.network.shuffled = looked->network.shuffled;
    picture.cnn.accuracy = looked->cnn.accuracy;
    picture.cnn.shuffled = looked->cnn.shuffled;
  }
  picture.network.chances = chances_of(training.network(), picture.input);
  picture.cnn.chances = chances_of(training.cnn(), picture.input);
  if (settings.page != Page::places) return;
  picture.mixed = {canvas, canvas,
                   numbers_of(rearranged(image_of(picture.input), settings.patch_side(), {&order, 1}))};
  picture.network.mixed_chances = chances_of(training.network(), picture.mixed);
  picture.cnn.mixed_chances = chances_of(training.cnn(), picture.mixed);
}

void fill_attention(Snapshot& picture, const Classifier& network, const Settings& settings) {
  AttentionPicture& shown = picture.attention;
  const Tensor image = image_of(picture.input);
  shown.grid = settings.grid();
  shown.first_tokens = network.first_tokens;
  const std::vector<Attended> blocks = attended(network, image);
  const int patches = shown.grid * shown.grid;
  shown.key = std::min(settings.key, patches);
  if (blocks.empty()) {
    shown.rollout = dependence(network, image, shown.grid);
    return;
  }
  const int first = network.first_tokens;
  shown.query = std::min(settings.query, patches + std::max(0, first - 1) + (first == 0 ? 1 : 0));
  shown.layers = static_cast<int>(blocks.size());
  shown.heads = static_cast<int>(blocks.front().trace.heads.size());
  shown.layer = std::min(settings.layer, shown.layers);
  shown.head = std::min(settings.head, shown.heads);
  const int token = first == 0 ? shown.query - 1 : shown.query;
  shown.maps = {shown.layers * shown.heads, patches, {}};
  for (const Attended& each : blocks)
    for (const Matrix& head : each.trace.heads) {
      const auto row = patches_only(row_of(head, token), first);
      shown.maps.values.insert(shown.maps.values.end(), row.begin(), row.end());
      shown.row_error = std::max(shown.row_error, row_error(head));
    }
  const Matrix rolled = rollout(blocks);
  shown.row_error = std::max(shown.row_error, row_error(rolled));
  shown.rollout = patches_only(row_of(rolled, first == 0 ? -1 : 0), first);
  const Attended& chosen = blocks[static_cast<std::size_t>(shown.layer - 1)];
  if (settings.network == Network::window) shown.groups = groups_of(*chosen.block);
  if (token >= 0) shown.calculation = calculation_of(chosen, shown.head - 1, token, first + shown.key - 1);
}

void fill_places(Snapshot& picture, const Classifier& network, const Settings& settings) {
  picture.similarity = position_similarity(network);
  if (settings.network != Network::vit && settings.network != Network::deit) return;
  Tensor both({2, 1, canvas, canvas});
  std::ranges::copy(picture.input.values, both.mutable_data());
  std::ranges::copy(picture.mixed.values, both.mutable_data() + canvas * canvas);
  picture.order_difference = order_difference(network, both);
}

std::vector<CostRow> cost_rows(const Settings& settings) {
  std::vector<CostRow> rows;
  for (int row = 0; row <= network_count; ++row) {
    const Cost cost = network_in_table(row, settings).cost();
    rows.push_back({.parameters = static_cast<float>(cost.parameters),
                    .multiply_adds = static_cast<float>(cost.multiply_adds)});
  }
  return rows;
}

void measure_times(std::vector<CostRow>& rows, const Settings& settings) {
  for (int row = 0; row <= network_count; ++row)
    rows[static_cast<std::size_t>(row)].ms = mean_ms(network_in_table(row, settings));
}

}  // namespace madang::demos::vit
