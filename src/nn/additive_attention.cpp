#include "nn/additive_attention.h"

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "autograd/record.h"
#include "core/python.h"

namespace madang {

namespace {

constexpr LinearOptions no_bias = {.bias = false};

void check(const char* what, const Variable& x, const Linear& projection) {
  const Shape& shape = x.shape();
  if (shape.rank() != 3 || shape[2] != projection.weight.shape()[1]) fail("additive_attention", what, shape);
}

}  // namespace

AdditiveAttention::AdditiveAttention(int query_size, int memory_size, int units, Random& random)
    : query_proj(query_size, units, random, no_bias),
      memory_proj(memory_size, units, random, no_bias),
      score_proj(units, 1, random, no_bias) {}

AdditiveMemory AdditiveAttention::remember(const Variable& values) const {
  check("values (batch, keys, memory_size) expected", values, memory_proj);
  return {values, memory_proj(values)};
}

AttentionResult AdditiveAttention::attend(const Variable& query, const AdditiveMemory& memory,
                                          const Tensor& mask) const {
  check("query (batch, queries, query_size) expected", query, query_proj);
  const int batch = query.shape()[0], queries = query.shape()[1], keys = memory.keys.shape()[1],
            units = memory.keys.shape()[2];
  const Variable asked = reshape(query_proj(query), {batch, queries, 1, units});
  const Variable offered = reshape(memory.keys, {batch, 1, keys, units});
  AttentionResult result;
  result.scores = reshape(score_proj(tanh(asked + offered)), {batch, queries, keys});
  if (mask.size() > 0) result.scores = result.scores + constant(mask);
  result.weights = softmax(result.scores);
  result.output = matmul(result.weights, memory.values);
  return result;
}

std::vector<NamedParameter> AdditiveAttention::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "query_proj", query_proj);
  append_named(named, "memory_proj", memory_proj);
  append_named(named, "score_proj", score_proj);
  return named;
}

std::string AdditiveAttention::pytorch() const {
  return PythonCall("AdditiveAttention")
      .with(query_proj.weight.shape()[1])
      .with(memory_proj.weight.shape()[1])
      .with(query_proj.weight.shape()[0])
      .text();
}

std::vector<std::string> AdditiveAttention::pytorch_classes() const {
  return {R"py(class AdditiveAttention(nn.Module):
    """Bahdanau, Cho & Bengio 2015, appendix A.1.2."""

    def __init__(self, query_size, memory_size, units):
        super().__init__()
        self.query_proj = nn.Linear(query_size, units, bias=False)
        self.memory_proj = nn.Linear(memory_size, units, bias=False)
        self.score_proj = nn.Linear(units, 1, bias=False)

    def forward(self, query, values):
        pairs = self.query_proj(query).unsqueeze(2) + self.memory_proj(values).unsqueeze(1)
        weights = self.score_proj(torch.tanh(pairs)).squeeze(3).softmax(-1)
        return weights @ values
)py"};
}

}  // namespace madang
