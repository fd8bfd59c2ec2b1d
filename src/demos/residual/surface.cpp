#include "demos/residual/surface.h"

#include "nn/losses_classification.h"

namespace madang::demos::residual {

namespace {

train::LossSurface around(const Network& network, const Grain& grain, std::uint64_t seed) {
  return {network, random_for(seed, Stream::directions), grain.samples, surface_reach, grain.at_once};
}

}  // namespace

Surfaces::Surfaces(const Training& plain, const Training& residual, const data::LabelledImages& images,
                   const Grain& grain, std::uint64_t seed)
    : plain_network_(&plain.network()),
      residual_network_(&residual.network()),
      batch_(first_of(images, grain.images)),
      plain_(around(plain.network(), grain, seed)),
      residual_(around(residual.network(), grain, seed)),
      updates_(residual.steps()) {}

train::LossSurface::Loss Surfaces::loss_of(const Network& network) const {
  return [this, &network] {
    return cross_entropy(network.logits(batch_.images, Mode::training), batch_.labels).item();
  };
}

void Surfaces::advance() {
  plain_.advance(loss_of(*plain_network_));
  residual_.advance(loss_of(*residual_network_));
}

Slice Surfaces::slice(const train::LossSurface& surface, const Network& network, float alpha,
                      float beta) const {
  const auto square = [&](float a, float b) { return surface.distance(a, b) * surface.distance(a, b); };
  return {.losses = surface.losses(),
          .curvature = train::mean_curvature(surface.losses(), surface_reach),
          .here = surface.loss_at(alpha, beta, loss_of(network)),
          .squares = {square(1, 0), square(0, 1), square(1, 1)},
          .weight_norm = surface.weight_norm()};
}

Surface Surfaces::picture(float alpha, float beta) const {
  return {.plain = slice(plain_, *plain_network_, alpha, beta),
          .residual = slice(residual_, *residual_network_, alpha, beta),
          .updates = updates_,
          .share = plain_.share()};
}

}  // namespace madang::demos::residual
