#include <memory>
#include <vector>

#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "bench_item.h"
#include "core/random.h"
#include "nn/linear.h"
#include "nn/losses.h"
#include "nn/lstm.h"
#include "optim/adam.h"

namespace madang::bench {
namespace {

constexpr int kBatch = 32, kLength = 20, kFeatures = 32, kHidden = 64, kClasses = 10;

/// A classifier of sequences: an LSTM, and a dense layer on its last hidden state.
struct LstmTraining {
  Random random{1};
  Lstm lstm{kFeatures, kHidden, random};
  Linear head{kHidden, kClasses, random};
  Adam optimizer{all_parameters(), {.learning_rate = 1e-3f}};
  Variable x = constant(random.normal({kBatch, kLength, kFeatures}));
  std::vector<std::int32_t> labels = some_labels();

  std::vector<Variable> all_parameters() const {
    std::vector<Variable> all = lstm.parameters();
    for (Variable& variable : head.parameters()) all.push_back(std::move(variable));
    return all;
  }
  static std::vector<std::int32_t> some_labels() {
    std::vector<std::int32_t> labels(kBatch);
    for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = static_cast<std::int32_t>(i % kClasses);
    return labels;
  }

  void step() {
    const Variable last = reshape(slice(lstm(x), 1, kLength - 1, kLength), {kBatch, kHidden});
    optimizer.step(backward(cross_entropy(head(last), labels)));
  }
};

}  // namespace

std::vector<Item> lstm_step_items() {
  return {step_item<LstmTraining>("step, LSTM 32-64, T 20, batch 32, Adam")};
}

}  // namespace madang::bench
