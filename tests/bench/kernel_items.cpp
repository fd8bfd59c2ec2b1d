#include "autograd/ops_arithmetic.h"
#include "autograd/ops_attention.h"
#include "autograd/ops_reduce.h"
#include "bench_item.h"
#include "core/random.h"
#include "kernels/gemm.h"

namespace madang::bench {
namespace {

template <int size>
struct Product {
  Random random{1};
  Tensor a = random.uniform({size, size}, -1, 1), b = random.uniform({size, size}, -1, 1),
         c{Shape{size, size}};
  void step() { kernels::gemm({size, size, size}, a.values(), b.values(), c.mutable_values()); }
};

template <int size>
Item product_item() {
  const std::string name = std::to_string(size);
  Item item = step_item<Product<size>>("gemm " + name + "x" + name + "x" + name);
  item.unit = Unit::gflops;
  item.count = 2.0 * size * size * size;
  return item;
}

/// 4 heads of depth 64.
template <int length>
struct Attention {
  Random random{1};
  Variable q = input(), k = input(), v = input();
  Variable input() { return parameter(random.normal({4, length, 64})); }
};

template <int length>
struct AttentionForward : Attention<length> {
  void step() {
    const NoRecording guard;
    scaled_dot_product_attention(this->q, this->k, this->v);
  }
};

template <int length>
struct AttentionBackward : Attention<length> {
  void step() { backward(sum(scaled_dot_product_attention(this->q, this->k, this->v))); }
};

template <int length>
void add_attention(std::vector<Item>& items) {
  const std::string end = ", n " + std::to_string(length);
  items.push_back(step_item<AttentionForward<length>>("attention forward" + end));
  items.push_back(step_item<AttentionBackward<length>>("attention forward, backward" + end));
}

constexpr int kChain = 1000;

/// What an operation costs besides its arithmetic: additions of single numbers, one after the other.
struct Chain {
  Variable start = parameter(Tensor::scalar(1)), one = constant(Tensor::scalar(1));
  Variable run() const {
    Variable x = start;
    for (int i = 0; i < kChain; ++i) x = x + one;
    return x;
  }
  void step() { run(); }
};

struct ChainBackward : Chain {
  void step() { backward(run()); }
};

}  // namespace

std::vector<Item> kernel_items() {
  std::vector<Item> items{product_item<64>(), product_item<256>(), product_item<512>()};
  add_attention<64>(items);
  add_attention<256>(items);
  add_attention<1024>(items);
  add_attention<2048>(items);
  items.push_back(step_item<Chain>("one addition, recorded"));
  items.push_back(step_item<ChainBackward>("one addition, forward and backward"));
  for (std::size_t i = items.size() - 2; i < items.size(); ++i) items[i].count = kChain;
  return items;
}

}  // namespace madang::bench
