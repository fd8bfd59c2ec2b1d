#include "autograd/ops_attention.h"
#include "autograd/ops_conv.h"
#include "autograd/ops_matmul.h"
#include "autograd/ops_norm.h"
#include "autograd/ops_pool.h"
#include "autograd/ops_upsample.h"
#include "support/mistakes.h"

using namespace madang;
using namespace madang::test;

namespace {

std::vector<Mistake> matrix_mistakes() {
  const auto attend = [](const Shape& q, const Shape& k, const Shape& v, const Shape& mask = {0}) {
    return [=] { scaled_dot_product_attention(of(q), of(k), of(v), {.mask = Tensor(mask)}); };
  };
  const char* fused = "scaled_dot_product_attention";
  return {
      {"matmul",
       {"(2, 3)", "(2, 3)"},
       [] {
         matmul(of({2, 3}), of({2, 3}));
       }},
      {"matmul",
       {"(3)", "(3, 2)"},
       [] {
         matmul(of({3}), of({3, 2}));
       }},
      {"matmul",
       {"(2, 3)", "(3)"},
       [] {
         matmul(of({2, 3}), of({3}));
       }},
      {"matmul",
       {"(2, 3)", "(1, 2)"},
       [] {
         matmul(of({2, 3}), of({1, 2}), {.b = true});
       }},
      {"matmul",
       {"(2, 3)", "(3, 2)"},
       [] {
         matmul(of({2, 3}), of({3, 2}), {.a = true});
       }},
      {"matmul",
       {"(2)", "(3)"},
       [] {
         matmul(of({2, 2, 3}), of({3, 3, 2}));
       }},
      {"linear",
       {"(2, 3)", "(3, 2)"},
       [] {
         linear(of({2, 3}), of({3, 2}));
       }},
      {"linear",
       {"(4, 3)", "(3)"},
       [] {
         linear(of({2, 3}), of({4, 3}), of({3}));
       }},
      {"linear",
       {"(4, 3)", "(1)"},
       [] {
         linear(of({2, 3}), of({4, 3}), of({1}));
       }},
      {fused, {"(2, 3, 4)", "(2, 3, 5)"}, attend({2, 3, 4}, {2, 3, 5}, {2, 3, 4})},
      {fused, {"(2, 3, 4)", "(1, 3, 4)"}, attend({2, 3, 4}, {1, 3, 4}, {1, 3, 4})},
      {fused, {"(2, 3, 4)", "(2, 2, 4)"}, attend({2, 3, 4}, {2, 3, 4}, {2, 2, 4})},
      {fused, {"(2)", "(2, 3, 3)"}, attend({2, 3, 4}, {2, 3, 4}, {2, 3, 4}, {2})},
      {"attention",
       {"(3, 4)", "(3, 5)"},
       [] {
         attention(of({3, 4}), of({3, 5}), of({3, 4}));
       }},
  };
}

std::vector<Mistake> norm_mistakes() {
  return {
      {"layer_norm",
       {"(2, 3)", "(2)"},
       [] {
         layer_norm(of({2, 3}), of({2}), of({2}));
       }},
      {"layer_norm",
       {"(2, 3)", "(1)"},
       [] {
         layer_norm(of({2, 3}), of({1}), of({1}));
       }},
      {"layer_norm",
       {"(3)", "(1)"},
       [] {
         layer_norm(of({2, 3}), of({3}), of({1}));
       }},
      {"rms_norm",
       {"(2, 3)", "(2, 2, 3)"},
       [] {
         rms_norm(of({2, 3}), of({2, 2, 3}));
       }},
      {"batch_norm",
       {"(2, 3)", "(2)"},
       [] {
         batch_norm(of({2, 3}), of({2}), of({3}));
       }},
      {"batch_norm",
       {"(2, 3)", "(1)"},
       [] {
         batch_norm(of({2, 3}), of({3}), of({1}));
       }},
      {"batch_norm",
       {"(2, 3)", "(2)"},
       [] {
         batch_norm(of({2, 3}), of({3}), of({3}), ChannelMoments{Tensor({2}), Tensor({3})});
       }},
      {"group_norm",
       {"(2, 4, 3)", "(3)"},
       [] {
         group_norm(of({2, 4, 3}), 2, of({3}), of({4}));
       }},
      {"group_norm",
       {"(2, 4, 3)", "3 groups"},
       [] {
         group_norm(of({2, 4, 3}), 3, of({4}), of({4}));
       }},
      {"instance_norm",
       {"(2, 4, 3)", "(1)"},
       [] {
         instance_norm(of({2, 4, 3}), of({4}), of({1}));
       }},
      {"unit_length", {"()"}, [] { unit_length(of({})); }},
  };
}

std::vector<Mistake> image_mistakes() {
  const Shape image{2, 3, 5, 5};
  const std::string shown = image.to_string();
  return {
      {"conv2d",
       {shown, "(4, 2, 3, 3)"},
       [=] {
         conv2d(of(image), of({4, 2, 3, 3}));
       }},
      {"conv2d",
       {shown, "(4, 1, 3, 3)"},
       [=] {
         conv2d(of(image), of({4, 1, 3, 3}));
       }},
      {"conv2d",
       {shown, "(4, 3, 6, 6)"},
       [=] {
         conv2d(of(image), of({4, 3, 6, 6}));
       }},
      {"conv2d",
       {"(4, 3, 3, 3)", "(1)"},
       [=] {
         conv2d(of(image), of({4, 3, 3, 3}), of({1}));
       }},
      {"conv2d",
       {"(3, 5, 5)", "(4, 3, 3, 3)"},
       [=] {
         conv2d(of({3, 5, 5}), of({4, 3, 3, 3}));
       }},
      {"conv1d",
       {"(2, 3, 5)", "(4, 2, 3)"},
       [] {
         conv1d(of({2, 3, 5}), of({4, 2, 3}));
       }},
      {"conv_transpose2d",
       {shown, "(2, 4, 3, 3)"},
       [=] {
         conv_transpose2d(of(image), of({2, 4, 3, 3}));
       }},
      {"conv_transpose1d",
       {"(2, 3, 5)", "(1, 4, 3)"},
       [] {
         conv_transpose1d(of({2, 3, 5}), of({1, 4, 3}));
       }},
      {"max_pool2d",
       {"(3, 5, 5)"},
       [] {
         max_pool2d(of({3, 5, 5}), {2, 2});
       }},
      {"average_pool2d",
       {"(3, 5, 5)"},
       [] {
         average_pool2d(of({3, 5, 5}), {2, 2});
       }},
      {"max_pool1d",
       {"(3, 5)"},
       [] {
         max_pool1d(of({3, 5}), 2);
       }},
      {"average_pool1d",
       {"(3, 5)"},
       [] {
         average_pool1d(of({3, 5}), 2);
       }},
      {"mixed_pool2d",
       {"(2)"},
       [=] {
         mixed_pool2d(of(image), of({2}), {2, 2});
       }},
      {"global_average_pool",
       {"(3, 5)"},
       [] {
         global_average_pool(of({3, 5}));
       }},
      {"global_max_pool",
       {"(3, 5)"},
       [] {
         global_max_pool(of({3, 5}));
       }},
      {"upsample_nearest",
       {"(3, 5, 5)"},
       [] {
         upsample_nearest(of({3, 5, 5}), {2, 2});
       }},
      {"upsample_bilinear",
       {"(3, 5, 5)"},
       [] {
         upsample_bilinear(of({3, 5, 5}), {2, 2});
       }},
      {"resize_nearest",
       {shown},
       [=] {
         resize_nearest(of(image), {0, 2});
       }},
      {"resize_bilinear",
       {shown},
       [=] {
         resize_bilinear(of(image), {0, 2});
       }},
  };
}

}  // namespace

TEST_CASE(
    "wrong shapes: products, attention, norms and pictures throw Error with their name and the shapes") {
  check_all(matrix_mistakes());
  check_all(norm_mistakes());
  check_all(image_mistakes());
}
