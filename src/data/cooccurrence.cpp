#include "data/cooccurrence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/error.h"

namespace madang::data {

Matrix cooccurrences(const Lines& lines, int vocabulary, int window) {
  for (const auto& line : lines)
    for (const std::int32_t word : line)
      if (word < 0 || word >= vocabulary) throw Error("cooccurrences: a number that is no word");
  Matrix counts{vocabulary, vocabulary,
                std::vector<float>(static_cast<std::size_t>(vocabulary) * vocabulary)};
  for_each_pair(lines, window, [&](std::size_t line, std::size_t at, std::size_t other) {
    ++counts.at(lines[line][at], lines[line][other]);
  });
  return counts;
}

std::vector<float> noise_distribution(const Matrix& counts, float power) {
  std::vector<float> noise(static_cast<std::size_t>(counts.columns));
  for (int row = 0; row < counts.rows; ++row)
    for (int column = 0; column < counts.columns; ++column)
      noise[static_cast<std::size_t>(column)] += counts.at(row, column);
  for (float& value : noise) value = std::pow(value, power);
  const float sum = std::accumulate(noise.begin(), noise.end(), 0.f);
  if (sum > 0)
    for (float& value : noise) value /= sum;
  return noise;
}

Matrix shifted_pmi(const Matrix& counts, std::span<const float> noise, float negatives) {
  Matrix pmi = counts;
  for (int row = 0; row < counts.rows; ++row) {
    float sum = 0;
    for (int column = 0; column < counts.columns; ++column) sum += counts.at(row, column);
    for (int column = 0; column < counts.columns; ++column) {
      const float count = counts.at(row, column);
      pmi.at(row, column) =
          count > 0 ? std::log(count / (sum * noise[static_cast<std::size_t>(column)] * negatives))
                    : -std::numeric_limits<float>::infinity();
    }
  }
  return pmi;
}

float count_quantile(const Matrix& counts, float share) {
  std::vector<float> positive;
  std::ranges::copy_if(counts.values, std::back_inserter(positive), [](float count) { return count > 0; });
  if (positive.empty()) return 1;
  std::ranges::sort(positive);
  const auto place = static_cast<std::size_t>(share * static_cast<float>(positive.size() - 1));
  return positive[place];
}

}  // namespace madang::data
