#include "demos/positional/model.h"

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"

namespace madang::demos::positional {

namespace {

// (count, length, size) → (count, heads, length, head size)
Variable split(const Variable& x) {
  const Shape& shape = x.shape();
  return permute(reshape(x, {shape[0], shape[1], heads, shape[2] / heads}), {0, 2, 1, 3});
}

// and back
Variable merge(const Variable& x) {
  const Shape& shape = x.shape();
  return reshape(permute(x, {0, 2, 1, 3}), {shape[0], shape[2], heads * shape[3]});
}

}  // namespace

Model::Model(const Blueprint& b, Random random)
    : embedding_(b.symbols, b.size, random),
      q_proj_(b.size, b.size, random),
      k_proj_(b.size, b.size, random),
      v_proj_(b.size, b.size, random),
      out_proj_(b.size, b.size, random),
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
  const Variable weights = softmax(scheme_.scores(split(q_proj_(seen)), split(k_proj_(seen))));
  x = x + out_proj_(merge(matmul(weights, split(v_proj_(seen)))));
  // From here on each place is on its own: only those that are asked matter.
  x = gather(reshape(x, {count * length, size}), asked);
  x = x + linear2_(gelu(linear1_(norm2_(x))));
  return {answer_(norm3_(x)), weights};
}

std::vector<NamedParameter> Model::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "embedding", embedding_);
  append_named(named, "q_proj", q_proj_);
  append_named(named, "k_proj", k_proj_);
  append_named(named, "v_proj", v_proj_);
  append_named(named, "out_proj", out_proj_);
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
