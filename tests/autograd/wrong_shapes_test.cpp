#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_discrete.h"
#include "autograd/ops_dropout.h"
#include "autograd/ops_gather.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_segment.h"
#include "autograd/ops_select.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "support/mistakes.h"

using namespace madang;
using namespace madang::test;

namespace {

std::vector<Mistake> elementwise_mistakes() {
  std::vector<Mistake> all;
  add_pairs(all, "add", [](auto& a, auto& b) { return add(a, b); });
  add_pairs(all, "subtract", [](auto& a, auto& b) { return subtract(a, b); });
  add_pairs(all, "multiply", [](auto& a, auto& b) { return multiply(a, b); });
  add_pairs(all, "divide", [](auto& a, auto& b) { return divide(a, b); });
  add_pairs(all, "maximum", maximum);
  add_pairs(all, "minimum", minimum);
  add_pairs(all, "where", [](auto& a, auto& b) { return where(Tensor::scalar(1), a, b); });
  add_pairs(all, "where", [](auto& a, auto& b) { return where(a.value(), b, b); });
  add_strict_pairs(all, "straight_through", [](auto& a, auto& b) { return straight_through(a.value(), b); });
  all.push_back({"prelu", {"(2, 3)", "(2)"}, [] { prelu(of({2, 3}), of({2})); }});
  all.push_back({"prelu", {"(3)", "(3)"}, [] { prelu(of({3}), of({3})); }});
  return all;
}

std::vector<Mistake> arrangement_mistakes() {
  static const std::vector<std::int32_t> two{0, 1};
  const auto parts = [] { return std::vector<Variable>{of({2, 3}), of({3, 2})}; };
  return {
      {"reshape",
       {"(2, 3)", "(4, 2)"},
       [] {
         reshape(of({2, 3}), {4, 2});
       }},
      {"reshape",
       {"(2, 3)", "(4, -1)"},
       [] {
         reshape(of({2, 3}), {4, -1});
       }},
      {"permute",
       {"(2, 3)"},
       [] {
         permute(of({2, 3}), {0, 2});
       }},
      {"reshape",
       {"(2, 3)", "(-1, -1)"},
       [] {
         reshape(of({2, 3}), {-1, -1});
       }},
      {"reshape",
       {"(0, 3)", "(-1, 0)"},
       [] {
         reshape(of({0, 3}), {-1, 0});
       }},
      {"sum_to", {"()", "(3)"}, [] { sum_to(of({}), {3}); }},
      {"transpose", {"(3)"}, [] { transpose(of({3})); }},
      {"slice",
       {"(2, 3)", "1 to 4"},
       [] {
         slice(of({2, 3}), 1, 1, 4);
       }},
      {"slice",
       {"(2, 3)", "axis 2"},
       [] {
         slice(of({2, 3}), 2, 0, 1);
       }},
      {"pad",
       {"(2, 3)", "-1"},
       [] {
         pad(of({2, 3}), 0, -1, 0);
       }},
      {"concat", {"(2, 3)", "(3, 2)"}, [=] { concat(parts(), 0); }},
      {"stack", {"(2, 3)", "(3, 2)"}, [=] { stack(parts(), 0); }},
      {"broadcast_to",
       {"(2, 3)", "(2, 4)"},
       [] {
         broadcast_to(of({2, 3}), {2, 4});
       }},
      {"broadcast_to",
       {"(2, 3)", "(3)"},
       [] {
         broadcast_to(of({2, 3}), {3});
       }},
      {"sum_to",
       {"(2, 3)", "(2)"},
       [] {
         sum_to(of({2, 3}), {2});
       }},
      {"gather",
       {"(2, 3)", "axis 2"},
       [] {
         gather(of({2, 3}), two, 2);
       }},
      {"scatter_add",
       {"(3, 2)", "(2)"},
       [] {
         scatter_add(of({3, 2}), two, 4);
       }},
      {"pick",
       {"(3, 2)", "(2)"},
       [] {
         pick(of({3, 2}), two);
       }},
      {"segment_sum",
       {"(3, 2)", "(2)"},
       [] {
         segment_sum(of({3, 2}), two, 2);
       }},
      {"segment_mean",
       {"(3, 2)", "(2)"},
       [] {
         segment_mean(of({3, 2}), two, 2);
       }},
      {"segment_max",
       {"(3, 2)", "(2)"},
       [] {
         segment_max(of({3, 2}), two, 2);
       }},
      {"segment_softmax",
       {"(3, 2)", "(2)"},
       [] {
         segment_softmax(of({3, 2}), two, 2);
       }},
      {"backward", {"(2)"}, [] { backward(of({2})); }},
      {"assign", {"(2)", "(3)"}, [] { of({2}).assign(Tensor({3})); }},
  };
}

std::vector<Mistake> axis_mistakes() {
  static Random random(1);
  return {
      {"sum",
       {"(2, 3)", "axis 2"},
       [] {
         sum(of({2, 3}), {2});
       }},
      {"mean",
       {"(2, 3)", "axis -3"},
       [] {
         mean(of({2, 3}), {-3});
       }},
      {"max",
       {"(2, 3)", "axis 5"},
       [] {
         max(of({2, 3}), {5});
       }},
      {"variance",
       {"(2, 3)", "axis 4"},
       [] {
         variance(of({2, 3}), {4});
       }},
      {"variance",
       {"(0, 3)"},
       [] {
         variance(of({0, 3}), {0});
       }},
      {"min",
       {"(0, 3)"},
       [] {
         min(of({0, 3}), {0});
       }},
      {"max",
       {"(0, 3)"},
       [] {
         max(of({0, 3}), {0});
       }},
      {"mean",
       {"(0, 3)"},
       [] {
         mean(of({0, 3}));
       }},
      {"logsumexp",
       {"(2, 3)", "axis 2"},
       [] {
         logsumexp(of({2, 3}), {2});
       }},
      {"softmax", {"()"}, [] { softmax(of({})); }},
      {"log_softmax", {"()"}, [] { log_softmax(of({})); }},
      {"gumbel_softmax",
       {"(2, 0)"},
       [] {
         gumbel_softmax(of({2, 0}), random);
       }},
      {"spatial_dropout",
       {"(2, 3)"},
       [] {
         spatial_dropout(of({2, 3}), 0.5f, random);
       }},
      {"locked_dropout",
       {"(2, 3)"},
       [] {
         locked_dropout(of({2, 3}), 0.5f, random);
       }},
  };
}

}  // namespace

TEST_CASE("wrong shapes: arithmetic and rearrangements throw Error with their name and the shapes") {
  check_all(elementwise_mistakes());
  check_all(arrangement_mistakes());
  check_all(axis_mistakes());
}
