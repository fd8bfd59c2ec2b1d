#include "nn/losses.h"
#include "support/mistakes.h"

using namespace madang;
using namespace madang::test;

namespace {

std::vector<Mistake> loss_mistakes() {
  std::vector<Mistake> all;
  add_strict_pairs(all, "mse", [](auto& a, auto& b) { return mse(a, b); });
  add_strict_pairs(all, "half_squared_error", [](auto& a, auto& b) { return half_squared_error(a, b); });
  add_strict_pairs(all, "mean_absolute_error", [](auto& a, auto& b) { return mean_absolute_error(a, b); });
  add_strict_pairs(all, "huber", [](auto& a, auto& b) { return huber(a, b); });
  add_strict_pairs(all, "binary_cross_entropy", [](auto& a, auto& b) { return binary_cross_entropy(a, b); });
  add_strict_pairs(all, "binary_cross_entropy_with_logits",
                   [](auto& a, auto& b) { return binary_cross_entropy_with_logits(a, b); });
  add_strict_pairs(all, "focal", [](auto& a, auto& b) { return focal(a, b); });
  add_strict_pairs(all, "generalized_iou_loss", [](auto& a, auto& b) { return generalized_iou_loss(a, b); });
  add_strict_pairs(all, "dice_loss", [](auto& a, auto& b) { return dice_loss(a, b); });
  add_strict_pairs(all, "hinge", [](auto& a, auto& b) { return hinge(a, b); });
  add_strict_pairs(all, "kl_divergence", [](auto& a, auto& b) { return kl_divergence(a, b); });
  add_strict_pairs(all, "gaussian_kl", [](auto& a, auto& b) { return gaussian_kl(a, b); });
  add_strict_pairs(all, "glove_loss", [](auto& a, auto& b) { return glove_loss(a, b, 1.f); });
  all.push_back({"negative_sampling", {"(2)", "(3, 4)"}, [] { negative_sampling(of({2}), of({3, 4})); }});
  add_strict_pairs(all, "cross_entropy", [](auto& a, auto& b) { return cross_entropy(a, b); });
  all.push_back({"cross_entropy", {"(2, 3)", "(1)"}, [] {
                   cross_entropy(of({2, 3}), std::vector<std::int32_t>{0});
                 }});
  all.push_back({"info_nce", {"(2, 3)", "(2, 2)"}, [] { info_nce(of({2, 3}), of({2, 2})); }});
  all.push_back({"clip_loss", {"(2, 3)", "(3, 3)"}, [] { clip_loss(of({2, 3}), of({3, 3}), of({})); }});
  all.push_back({"triplet", {"(2, 3)", "(2, 1)"}, [] { triplet(of({2, 3}), of({2, 3}), of({2, 1})); }});
  all.push_back({"nt_xent", {"(3, 2)"}, [] { nt_xent(of({3, 2})); }});
  return all;
}

}  // namespace

TEST_CASE("wrong shapes: losses broadcast nothing and name both shapes") { check_all(loss_mistakes()); }
