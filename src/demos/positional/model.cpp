#include "demos/positional/model.h"

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"

namespace madang::demos::positional {

Model::Model(const Blueprint& b, Random random)
    : embedding_(b.symbols, b.size, random),
      attention_(b.size, heads, random),
      linear1_(b.size, 2 * b.size, random),
      linear2_(2 * b.size, b.size, random),
      answer_(b.size, b.answers, random),
      norm1_(b.size),
      norm2_(b.size),
      norm3_(b.size),
      scheme_(b, random) {}

Model::Pass Model::forward(std::span<const std::int32_t> symbols, int length,
                           std::span<const std::int32_t> asked) const {
  const int size = embedding_.weight.shape()[1];
  const int count = static_cast<int>(symbols.size()) / length;
  Variable x = reshape(embedding_(symbols), {count, length, size});
  if (const Variable places = scheme_.encoding(length)) x = x + places;
  const Variable seen = norm1_(x);
  const auto attended = attention_.inspect(
      seen, seen, [&](const Variable& q, const Variable& k) { return scheme_.scores(q, k); });
  x = x + attended.output;
  // From here on each place is on its own: only those that are asked matter.
  x = gather(reshape(x, {count * length, size}), asked);
  x = x + linear2_(gelu(linear1_(norm2_(x))));
  return {answer_(norm3_(x)), attended.weights};
}

std::vector<NamedParameter> Model::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "embedding", embedding_);
  for (NamedParameter& parameter : attention_.named_parameters()) named.push_back(std::move(parameter));
  append_named(named, "linear1", linear1_);
  append_named(named, "linear2", linear2_);
  append_named(named, "answer", answer_);
  append_named(named, "norm1", norm1_);
  append_named(named, "norm2", norm2_);
  append_named(named, "norm3", norm3_);
  for (NamedParameter& parameter : scheme_.named_parameters()) named.push_back(std::move(parameter));
  return named;
}

}  // namespace madang::demos::positional
