#pragma once

#include <functional>

#include "autograd/variable.h"
#include "core/random.h"

/// Losses of two networks that play against each other. Scores are what the discriminator (critic) gives, of
/// any shape; real and fake ones need not be equally many.
namespace madang {

/// −log σ(real) − log(1 − σ(fake)), means over each (Goodfellow et al. 2014, algorithm 1).
Variable gan_discriminator_loss(const Variable& real, const Variable& fake);
/// −log σ(fake): the form that does not saturate (the same, section 3).
Variable gan_generator_loss(const Variable& fake);

/// max(0, 1 − real) + max(0, 1 + fake), means over each (Miyato et al. 2018, eq. 16).
Variable hinge_discriminator_loss(const Variable& real, const Variable& fake);
/// −fake (the same, eq. 17).
Variable hinge_generator_loss(const Variable& fake);

/// mean fake − mean real: minus the estimated Wasserstein distance (Arjovsky, Chintala & Bottou 2017,
/// algorithm 1).
Variable wasserstein_critic_loss(const Variable& real, const Variable& fake);
Variable wasserstein_generator_loss(const Variable& fake);

/// Mean over the rows of (‖∇ critic(x)‖ − 1)² at points x between real and fake examples, one random point on
/// each line (Gulrajani et al. 2017, algorithm 1). Differentiable: the critic's derivative is recorded. real,
/// fake: (rows, …) of one shape; critic gives one score per row.
Variable gradient_penalty(const std::function<Variable(const Variable&)>& critic, const Variable& real,
                          const Variable& fake, Random& random);

}  // namespace madang
