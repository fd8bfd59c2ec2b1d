#include "demos/attention/tokens.h"

#include <cmath>

#include "core/random.h"

namespace madang::demos::attention {

namespace {

std::uint64_t hash_of(const std::string& token) {  // FNV-1a
  std::uint64_t hash = 14695981039346656037ull;
  for (const char byte : token) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ull;
  return hash;
}

Matrix drawn_weights(int rows, int columns, Random& random) {
  const float deviation = 1 / std::sqrt(static_cast<float>(rows));
  Matrix matrix{rows, columns, {}};
  for (int i = 0; i < rows * columns; ++i) matrix.values.push_back(deviation * random.normal());
  return matrix;
}

/// Ones where row % period == (first + column) % period: a cut-out of the identity that goes round.
Matrix identity(int rows, int columns, int period, int first) {
  Matrix matrix{rows, columns, {}};
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column)
      matrix.values.push_back(row % period == (first + column) % period ? 1.f : 0.f);
  return matrix;
}

}  // namespace

Sentence sentence_of(const std::string& text, io::Split split, const Text& fallback) {
  io::Tokens tokens = io::split(text, split, most_tokens);
  const bool empty = tokens.tokens.empty();
  if (empty) tokens = io::split(fallback.korean, split, most_tokens);
  return {std::move(tokens.tokens), tokens.cut, empty};
}

Matrix embedding_of(const std::vector<std::string>& tokens, int size, std::uint64_t seed, bool round) {
  Matrix embedding{static_cast<int>(tokens.size()), size, {}};
  for (const std::string& token : tokens) {
    Random random(seed, hash_of(token));
    for (int i = 0; i < size; ++i)
      embedding.values.push_back(round ? static_cast<float>(random.below(5)) / 2 - 1 : random.normal());
  }
  return embedding;
}

void draw_weights(Flow& flow, const Settings& settings, std::uint64_t seed) {
  const int size = settings.embedding, depth = settings.head_dim;
  const bool random_weights = settings.weights == Source::random;
  Random random(seed, 1);
  for (int head = 0; head < settings.heads; ++head) {
    const auto draw = [&] {
      return random_weights ? drawn_weights(size, depth, random) : identity(size, depth, size, head * depth);
    };
    flow.heads.emplace_back();
    for (Matrix* matrix : {&flow.heads.back().w_q, &flow.heads.back().w_k, &flow.heads.back().w_v})
      *matrix = draw();
  }
  const int joined = settings.heads * depth;
  flow.w_o = random_weights ? drawn_weights(joined, size, random) : identity(joined, size, size, 0);
}

}  // namespace madang::demos::attention
