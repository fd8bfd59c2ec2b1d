#include "train/analogies.h"

#include <algorithm>
#include <cmath>

namespace madang::train {

namespace {

std::span<const float> vector_of(const Tensor& matrix, std::int32_t at) {
  const auto columns = static_cast<std::size_t>(matrix.shape()[1]);
  return matrix.values().subspan(static_cast<std::size_t>(at) * columns, columns);
}

float dot(std::span<const float> a, std::span<const float> b) {
  float sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

}  // namespace

std::vector<Analogy> analogies_of(std::span<const std::pair<std::int32_t, std::int32_t>> pairs) {
  std::vector<Analogy> all;
  for (const auto& [a, b] : pairs)
    for (const auto& [c, d] : pairs)
      if (a != c) all.push_back({a, b, c, d});
  return all;
}

Tensor unit_rows(const Tensor& vectors) {
  Tensor unit = vectors;
  const auto columns = static_cast<std::size_t>(vectors.shape()[1]);
  const std::span<float> values = unit.mutable_values();
  for (std::size_t start = 0; start < values.size(); start += columns) {
    const auto one = values.subspan(start, columns);
    const float length = std::sqrt(dot(one, one));
    if (length > 0)
      for (float& value : one) value /= length;
  }
  return unit;
}

std::vector<Neighbour> nearest(const Tensor& unit, std::span<const float> direction, int count,
                               std::span<const std::int32_t> excluded) {
  const float length = std::sqrt(dot(direction, direction));
  std::vector<Neighbour> all;
  for (std::int32_t word = 0; word < unit.shape()[0]; ++word)
    if (std::ranges::find(excluded, word) == excluded.end())
      all.push_back({word, length > 0 ? dot(vector_of(unit, word), direction) / length : 0.f});
  const auto kept = std::min<std::size_t>(all.size(), static_cast<std::size_t>(std::max(0, count)));
  std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(kept),
                            [](const Neighbour& x, const Neighbour& y) { return x.cosine > y.cosine; });
  all.resize(kept);
  return all;
}

std::vector<float> analogy_direction(const Tensor& unit, const Analogy& question) {
  const auto a = vector_of(unit, question.a), b = vector_of(unit, question.b),
             c = vector_of(unit, question.c);
  std::vector<float> direction(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) direction[i] = b[i] - a[i] + c[i];
  return direction;
}

AnalogyScore score(const Tensor& unit, std::span<const Analogy> questions) {
  AnalogyScore all;
  for (const Analogy& question : questions) {
    const auto direction = analogy_direction(unit, question);
    const std::int32_t query[] = {question.a, question.b, question.c};
    const auto ranked = nearest(unit, direction, 4);
    if (ranked.front().word == question.d) ++all.free;
    const auto other = std::ranges::find_if(ranked, [&](const Neighbour& each) {
      return std::ranges::find(query, each.word) == std::end(query);
    });
    if (other != ranked.end() && other->word == question.d) ++all.excluded;
  }
  if (!questions.empty()) {
    all.free /= static_cast<float>(questions.size());
    all.excluded /= static_cast<float>(questions.size());
  }
  return all;
}

}  // namespace madang::train
