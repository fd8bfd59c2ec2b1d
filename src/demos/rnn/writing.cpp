#include "demos/rnn/writing.h"

#include <cmath>

#include "autograd/ops_softmax.h"
#include "autograd/unstack.h"
#include "core/tensor_matrix.h"

namespace madang::demos::rnn {

namespace {

/// A number with probability ∝ p^(1/temperature).
std::size_t draw(const std::vector<float>& p, float temperature, Random& random) {
  std::vector<float> sharpened;
  float sum = 0;
  for (const float chance : p) sum += sharpened.emplace_back(std::pow(chance, 1 / temperature));
  float left = random.uniform() * sum;
  std::size_t chosen = 0;
  while (chosen + 1 < p.size() && (left -= sharpened[chosen]) >= 0) ++chosen;
  return chosen;
}

}  // namespace

Writer::Writer(const Model& model, const Tensor& inputs, int read) : model_(model), step_(model.first(1)) {
  const NoRecording off;
  const auto characters = unstack(constant(inputs), 1);
  for (int t = 0; t < read; ++t) take(characters[static_cast<std::size_t>(t)]);
}

void Writer::take(const Variable& x) {
  step_ = model_.step(x, step_);
  const Tensor chances = softmax(model_.read(step_.hidden)).value();
  next_ = numbers_of(chances);
}

std::string Writer::write(int count, float temperature, const std::vector<std::string>& alphabet,
                          Random random) {
  const NoRecording off;
  std::string text;
  for (int i = 0; i < count; ++i) {
    const std::size_t character = draw(next_, temperature, random);
    text += alphabet[character];
    Tensor x({1, static_cast<int>(alphabet.size())});
    x.mutable_data()[character] = 1;
    take(constant(x));
  }
  return text;
}

}  // namespace madang::demos::rnn
