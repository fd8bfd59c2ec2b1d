#pragma once

#include "demos/residual/experiment.h"
#include "demos/residual/training.h"
#include "train/loss_surface.h"

namespace madang::demos::residual {

/// How finely the surface is worked out: at once, or in pieces on the reader's wish.
struct Grain {
  int samples;  // along each side
  int images;   // over which a loss is a mean
  int at_once;  // points of each network
};
constexpr Grain coarse{.samples = 11, .images = 32, .at_once = 121};
constexpr Grain fine{.samples = 21, .images = 256, .at_once = 5};

/// The loss around the plain and the residual network as they are when this is made, in directions of one
/// seed; over the same images, batch norm with their mean and variance (its running ones belong to θ alone).
class Surfaces {
 public:
  /// The networks must outlive it.
  Surfaces(const Training& plain, const Training& residual, const data::LabelledImages& images,
           const Grain& grain, std::uint64_t seed);

  void advance();
  bool finished() const { return plain_.finished(); }
  std::uint64_t updates() const { return updates_; }
  /// alpha, beta: where the reader stands.
  Surface picture(float alpha, float beta) const;

 private:
  train::LossSurface::Loss loss_of(const Network& network) const;
  Slice slice(const train::LossSurface& surface, const Network& network, float alpha, float beta) const;

  const Network* plain_network_;
  const Network* residual_network_;
  Batch batch_;
  train::LossSurface plain_, residual_;
  std::uint64_t updates_;
};

}  // namespace madang::demos::residual
