#include "nn/losses_adversarial.h"

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "nn/losses_check.h"
#include "nn/losses_reduction.h"

namespace madang {

namespace {

/// Of scores, at least one; the message names the loss.
Variable mean_of(const char* operation, const Variable& scores) {
  return reduced(operation, scores, Reduction::mean);
}

}  // namespace

Variable gan_discriminator_loss(const Variable& real, const Variable& fake) {
  return mean_of("gan_discriminator_loss", softplus(negate(real))) +
         mean_of("gan_discriminator_loss", softplus(fake));
}

Variable gan_generator_loss(const Variable& fake) {
  return mean_of("gan_generator_loss", softplus(negate(fake)));
}

Variable hinge_discriminator_loss(const Variable& real, const Variable& fake) {
  return mean_of("hinge_discriminator_loss", relu(1.0f - real)) +
         mean_of("hinge_discriminator_loss", relu(1.0f + fake));
}

Variable hinge_generator_loss(const Variable& fake) { return negate(mean_of("hinge_generator_loss", fake)); }

Variable wasserstein_critic_loss(const Variable& real, const Variable& fake) {
  return mean_of("wasserstein_critic_loss", fake) - mean_of("wasserstein_critic_loss", real);
}

Variable wasserstein_generator_loss(const Variable& fake) {
  return negate(mean_of("wasserstein_generator_loss", fake));
}

Variable gradient_penalty(const std::function<Variable(const Variable&)>& critic, const Variable& real,
                          const Variable& fake, Random& random) {
  check_prediction("gradient_penalty", real, fake);
  if (real.shape().rank() < 2 || real.shape()[0] == 0) {
    fail("gradient_penalty", "rows of examples expected", real.shape());
  }
  const int rows = real.shape()[0];
  Shape one_each{rows};
  while (one_each.rank() < real.shape().rank()) one_each.push_back(1);
  const Variable share = constant(random.uniform(one_each, 0.0f, 1.0f));
  const Variable between = real.detach() * share + fake.detach() * (1.0f - share);
  const Variable x = parameter(between.value());
  const Variable slope = backward(sum(critic(x)), {.create_graph = true}).of(x);
  const Variable norm = sqrt(sum(square(reshape(slope, {rows, -1})), {1}) + 1e-12f);
  return mean(square(norm - 1.0f));
}

}  // namespace madang
