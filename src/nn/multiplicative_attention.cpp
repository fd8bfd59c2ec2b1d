#include "nn/multiplicative_attention.h"

#include "core/error.h"
#include "core/python.h"

namespace madang {

MultiplicativeAttention::MultiplicativeAttention(MultiplicativeScore score, int query_size, int memory_size,
                                                 Random& random) {
  if (score == MultiplicativeScore::general)
    memory_proj.emplace(memory_size, query_size, random, LinearOptions{.bias = false});
  else if (query_size != memory_size)
    throw Error("multiplicative_attention: a dot product of " + std::to_string(query_size) + " and " +
                std::to_string(memory_size) + " numbers");
}

AttentionResult MultiplicativeAttention::inspect(const Variable& query, const Variable& values,
                                                 const Tensor& mask) const {
  return attention(query, keys_of(values), values, {.scale = 1.f, .mask = mask});
}

Variable MultiplicativeAttention::operator()(const Variable& query, const Variable& values,
                                             const Tensor& mask) const {
  return scaled_dot_product_attention(query, keys_of(values), values, {.scale = 1.f, .mask = mask});
}

std::vector<NamedParameter> MultiplicativeAttention::named_parameters() const {
  std::vector<NamedParameter> named;
  if (memory_proj) append_named(named, "memory_proj", *memory_proj);
  return named;
}

std::string MultiplicativeAttention::pytorch() const {
  PythonCall call("MultiplicativeAttention");
  if (memory_proj) call.with(memory_proj->weight.shape()[0]).with(memory_proj->weight.shape()[1]);
  return call.text();
}

std::vector<std::string> MultiplicativeAttention::pytorch_classes() const {
  return {R"py(class MultiplicativeAttention(nn.Module):
    """Luong, Pham & Manning 2015, eq. 7 and 8: "general" with sizes, else "dot"."""

    def __init__(self, query_size=None, memory_size=None):
        super().__init__()
        if query_size:
            self.memory_proj = nn.Linear(memory_size, query_size, bias=False)
        else:
            self.memory_proj = nn.Identity()

    def forward(self, query, values):
        return (query @ self.memory_proj(values).transpose(1, 2)).softmax(-1) @ values
)py"};
}

}  // namespace madang
