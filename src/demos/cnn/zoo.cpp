#include "demos/cnn/zoo.h"

#include <chrono>
#include <cmath>

#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "demos/cnn/network.h"
#include "optim/adam.h"

namespace madang::demos::cnn {

namespace {

constexpr int stack_channels = 16;
constexpr int stack_side = 9;

ConvNet network_in_zoo(int network, const Settings& settings) {
  return network_of(static_cast<Network>(network), settings.blocks, settings.vgg_norm, Random(1));
}

/// Mean over what fits into some thirty milliseconds: a browser's clock may tick only every tenth of one.
template <class Deed>
float mean_ms(Deed deed) {
  using Milliseconds = std::chrono::duration<float, std::milli>;
  constexpr Milliseconds least(30);
  deed();  // the first time memory is asked for
  const auto begin = std::chrono::steady_clock::now();
  Milliseconds spent{};
  int rounds = 0;
  for (; spent < least; ++rounds) {
    deed();
    spent = std::chrono::steady_clock::now() - begin;
  }
  return spent.count() / static_cast<float>(rounds);
}

void time(ZooRow& row, const ConvNet& net, int batch) {
  Adam optimizer(net.parameters(), {.learning_rate = 1e-4f});
  Random random(2);
  const Variable one = constant(random.uniform({1, 1, side, side}, 0, 1));
  const Variable many = constant(random.uniform({batch, 1, side, side}, 0, 1));
  const std::vector<std::int32_t> labels(static_cast<std::size_t>(batch), 0);
  row.answer_ms = mean_ms([&] {
    const NoRecording off;
    net.logits(one, Mode::evaluation);
  });
  const float step_ms =
      mean_ms([&] { optimizer.step(backward(cross_entropy(net.logits(many, Mode::training), labels))); });
  row.training_ms = step_ms / static_cast<float>(batch);
}

/// |∂ middle of the output / ∂ input|, summed over the channels.
Matrix dependence(const ConvNet& net) {
  const Variable x = parameter(Tensor({1, net.in.channels, net.in.height, net.in.width}));
  constexpr int middle = stack_side / 2;
  const Variable y = net.outputs(x, Mode::evaluation).back();
  const Variable centre = slice(slice(slice(y, 1, 0, 1), 2, middle, middle + 1), 3, middle, middle + 1);
  const Tensor gradient = backward(sum(centre)).of(x).value();
  Matrix seen{stack_side, stack_side, std::vector<float>(static_cast<std::size_t>(net.in.area()))};
  for (std::size_t i = 0; i < gradient.size(); ++i)
    seen.values[i % seen.values.size()] += std::abs(gradient.values()[i]);
  return seen;
}

StackRow stack_row(int count, int kernel, std::uint64_t seed) {
  const ConvNet net = stack_of(count, kernel, {stack_channels, stack_side, stack_side}, Random(seed));
  const Cost total = net.cost();
  return {.count = count,
          .kernel = kernel,
          .channels = stack_channels,
          .field = total.field,
          .weights = static_cast<float>(total.parameters - count * stack_channels),
          .seen = dependence(net)};
}

}  // namespace

std::vector<ZooRow> zoo_rows(const Settings& settings) {
  std::vector<ZooRow> rows;
  for (int network = 0; network < network_count; ++network) {
    const ConvNet net = network_in_zoo(network, settings);
    const Cost total = net.cost();
    rows.push_back({.depth = total.depth,
                    .field = spatial_field(net.costs()),
                    .parameters = static_cast<float>(total.parameters),
                    .multiply_adds = static_cast<float>(total.multiply_adds)});
  }
  return rows;
}

void measure_times(std::vector<ZooRow>& rows, const Settings& settings) {
  for (int network = 0; network < network_count; ++network)
    time(rows[static_cast<std::size_t>(network)], network_in_zoo(network, settings), settings.batch);
}

std::vector<StackRow> stack_rows(std::uint64_t seed) {
  return {stack_row(1, 5, seed), stack_row(2, 3, seed)};
}

}  // namespace madang::demos::cnn
