#include "nn/losses.h"
#include <algorithm>

#include "autograd/ops_activation.h"
#include "autograd/ops_matmul.h"
#include "golden/golden.h"

using namespace madang;
using namespace madang::test::golden;

namespace {

Tensor where_positive(const Tensor& x, float yes, float no) {
  Tensor result(x.shape());
  std::transform(x.values().begin(), x.values().end(), result.mutable_data(),
                 [&](float number) { return number > 0 ? yes : no; });
  return result;
}

}  // namespace

TEST_CASE("golden: losses") {
  check("cross_entropy/labels", [](auto& x) { return cross_entropy(x[0], x.indices(1)); });
  check("cross_entropy/one", [](auto& x) { return cross_entropy(x[0], x.indices(1)); });
  check("mse/pair", [](auto& x) { return mse(x[0], x[1]); });
  check("mse/one", [](auto& x) { return mse(x[0], x[1]); });
  check("half_squared_error/pair", [](auto& x) { return half_squared_error(x[0], x[1]); });
  check("binary_cross_entropy_with_logits/pair",
        [](auto& x) { return binary_cross_entropy_with_logits(x[0], x[1]); });
  check("cross_entropy/smoothed",
        [](auto& x) { return cross_entropy(x[0], x.indices(1), {.label_smoothing = 0.1f}); });
  check("cross_entropy/soft",
        [](auto& x) { return cross_entropy(x[0], x[1] / sum(x[1], {1}, {.keep_dims = true})); });
  check("binary_cross_entropy/pair", [](auto& x) { return binary_cross_entropy(x[0], x[1]); });
  check("mean_absolute_error/pair", [](auto& x) { return mean_absolute_error(x[0], x[1]); });
  check("huber/pair", [](auto& x) { return huber(x[0], x[1], 0.8f); });
  check("hinge/signs", [](auto& x) { return hinge(x[0], constant(where_positive(x.value(1), 1, -1))); });
  check("kl_divergence/rows", [](auto& x) { return kl_divergence(log_softmax(x[0]), softmax(x[1])); });
  check("gaussian_kl/rows", [](auto& x) { return gaussian_kl(x[0], x[1]); });
  check("triplet/rows", [](auto& x) { return triplet(x[0], x[1], x[2], 0.7f); });
  check("focal/truth", [](auto& x) { return focal(x[0], constant(where_positive(x.value(1), 1, 0))); });
}

TEST_CASE("golden: contrastive and adversarial losses") {
  check("info_nce/more keys", [](auto& x) { return info_nce(x[0], x[1]); }, {1e-5, 1e-5});
  check("nt_xent/pairs", [](auto& x) { return nt_xent(x[0]); });
  check("clip_loss/pairs", [](auto& x) { return clip_loss(x[0], x[1], x[2]); });
  check("negative_sampling/rows", [](auto& x) { return negative_sampling(x[0], x[1]); });
  check("glove_loss/cells", [](auto& x) { return glove_loss(x[0], constant(x.value(1)), 1.5f); });
  check("gan_discriminator_loss/scores", [](auto& x) { return gan_discriminator_loss(x[0], x[1]); });
  check("gan_generator_loss/scores", [](auto& x) { return gan_generator_loss(x[0]); });
  check("hinge_discriminator_loss/scores", [](auto& x) { return hinge_discriminator_loss(x[0], x[1]); });
  check("hinge_generator_loss/scores", [](auto& x) { return hinge_generator_loss(x[0]); });
  check("wasserstein_critic_loss/scores", [](auto& x) { return wasserstein_critic_loss(x[0], x[1]); });
  check("wasserstein_generator_loss/scores", [](auto& x) { return wasserstein_generator_loss(x[0]); });
  check("gradient_penalty/equal", [](auto& x) {
    Random random(1);
    const auto critic = [&](const Variable& at) { return sum(tanh(matmul(at, x[1])), {1}); };
    return gradient_penalty(critic, constant(x.value(0)), constant(x.value(0)), random);
  });
}
