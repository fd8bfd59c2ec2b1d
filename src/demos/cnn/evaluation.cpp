#include "demos/cnn/evaluation.h"

#include <algorithm>
#include <numeric>

#include "autograd/ops_softmax.h"

namespace madang::demos::cnn {

float Evaluation::accuracy() const {
  int right = 0;
  for (std::size_t i = 0; i < truths.size(); ++i) right += truths[i] == guesses[i];
  return static_cast<float>(right) / static_cast<float>(truths.size());
}

Matrix Evaluation::confusion() const {
  Matrix counts{classes, classes, std::vector<float>(classes * classes)};
  for (std::size_t i = 0; i < truths.size(); ++i) counts.at(truths[i], guesses[i]) += 1;
  return counts;
}

std::vector<std::int32_t> Evaluation::mistakes(std::size_t most) const {
  std::vector<std::int32_t> wrong;
  for (std::size_t i = 0; i < truths.size(); ++i)
    if (truths[i] != guesses[i]) wrong.push_back(static_cast<std::int32_t>(i));
  std::ranges::stable_sort(wrong, std::ranges::greater{},
                           [&](std::int32_t i) { return sureness[static_cast<std::size_t>(i)]; });
  wrong.resize(std::min(most, wrong.size()));
  return wrong;
}

Evaluation evaluate(const ConvNet& net, const data::LabelledImages& images) {
  constexpr int at_once = 100;
  const NoRecording off;
  Evaluation result;
  std::vector<std::int32_t> chosen(at_once);
  for (std::size_t first = 0; first < images.size(); first += chosen.size()) {
    chosen.resize(std::min(chosen.size(), images.size() - first));
    std::iota(chosen.begin(), chosen.end(), static_cast<std::int32_t>(first));
    const Tensor chances = softmax(net.logits(constant(images.images(chosen)), Mode::evaluation)).value();
    for (std::size_t row = 0; row < chosen.size(); ++row) {
      const auto of_image = chances.values().subspan(row * classes, classes);
      const auto likeliest = std::ranges::max_element(of_image);
      result.guesses.push_back(static_cast<std::int32_t>(likeliest - of_image.begin()));
      result.sureness.push_back(*likeliest);
    }
    const auto labels = images.labels_of(chosen);
    result.truths.insert(result.truths.end(), labels.begin(), labels.end());
  }
  return result;
}

}  // namespace madang::demos::cnn
