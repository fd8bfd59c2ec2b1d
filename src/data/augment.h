#pragma once

#include "core/random.h"

/// Changed copies of images (count, channels, height, width), each image in its own way. What comes from
/// beyond the edge is 0. They throw Error for another rank and for numbers outside of their range.
namespace madang::data {

/// By whole pixels, up to `most_pixels` to any side.
Tensor shifted(const Tensor& images, int most_pixels, Random& random);
/// Left and right exchanged, with this probability.
Tensor flipped(const Tensor& images, float probability, Random& random);
/// Around the middle, up to `most_degrees` either way.
Tensor rotated(const Tensor& images, float most_degrees, Random& random);
/// A part of between `least_area` and all of the image, of its proportions, enlarged to its size.
Tensor cropped(const Tensor& images, float least_area, Random& random);
/// Normal noise on each value.
Tensor noisy(const Tensor& images, float deviation, Random& random);
/// Value · contrast + brightness, with contrast in 1 ± strength and brightness in ± strength / 2.
Tensor jittered(const Tensor& images, float strength, Random& random);
/// A square of this side, its centre anywhere in the image, set to 0 (DeVries, Taylor, "Improved
/// regularization of convolutional neural networks with cutout", 2017, section 3).
Tensor cut_out(const Tensor& images, int side, Random& random);

struct Mixed {
  Tensor images;
  Tensor targets;   ///< (count, classes)
  float share = 1;  ///< of each image's own content; the rest is of its partner
};
/// λ · own + (1 − λ) · partner's, λ ~ Beta(α, α), one λ and one shuffling for the batch (Zhang, Cisse,
/// Dauphin, Lopez-Paz, "mixup", 2018, section 2).
Mixed mixed_up(const Tensor& images, const Tensor& targets, float alpha, Random& random);
/// A rectangle of the partner's covers 1 − λ of the area, less what falls outside (Yun et al., "CutMix",
/// 2019, section 3.1); `share` is what is really left.
Mixed cut_mixed(const Tensor& images, const Tensor& targets, float alpha, Random& random);

/// Beta(α, α), as the quotient of two gamma variates (Marsaglia, Tsang, "A simple method for generating gamma
/// variables", 2000). α > 0.
float beta_variate(float alpha, Random& random);

}  // namespace madang::data
