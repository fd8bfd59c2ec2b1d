#pragma once

#include <functional>
#include <vector>

#include "core/matrix.h"
#include "core/random.h"
#include "nn/module.h"
#include "train/frozen.h"
#include "train/in_pieces.h"

namespace madang::train {

/// A random direction in the space of a model's weights: normal random numbers, each row of a matrix (or
/// filter of a convolution) scaled to the norm that this row has in the model; 0 for whatever has one axis:
/// biases, γ and β of norms. So networks whose weights are of different size are looked at on one scale (Li
/// et al. 2018, "Visualizing the loss landscape of neural nets", eq. 1 and section 4). → one tensor a
/// parameter
std::vector<Tensor> filter_normalised_direction(const std::vector<Variable>& parameters, Random& random);

/// L(θ + α δ + β η) on a grid of α and β from −reach to reach, for the weights θ that a model has when this
/// is made and two such directions δ and η. Worked out a few points at once, while the model may learn on.
class LossSurface {
 public:
  /// Of the model with the weights that it then has. It may move buffers, which come back.
  using Loss = std::function<float()>;

  /// samples: along each side, 3 at least. Throws Error for fewer, or where at_once is not positive.
  template <class Model>
  LossSurface(const Model& model, Random random, int samples, float reach, int at_once)
      : LossSurface(Frozen(model), without_names(model.named_parameters()), random, samples, reach, at_once) {
  }

  /// The next points.
  void advance(const Loss& loss);
  bool finished() const { return pieces_.finished(); }
  float share() const { return pieces_.share(); }

  /// (samples, samples): row 0 at β = −reach, column 0 at α = −reach; NaN where it is not yet known.
  const Matrix& losses() const { return losses_; }
  /// At any place, beyond the grid as well.
  float loss_at(float alpha, float beta, const Loss& loss) const;
  /// ‖α δ + β η‖, and ‖θ‖ over the same weights, those that have a direction.
  float distance(float alpha, float beta) const;
  float weight_norm() const { return weight_norm_; }

 private:
  LossSurface(Frozen frozen, std::vector<Variable> parameters, Random random, int samples, float reach,
              int at_once);

  Frozen frozen_;
  std::vector<Variable> parameters_;
  std::vector<Tensor> delta_, eta_;
  float reach_;
  InPieces pieces_;
  Matrix losses_;
  float weight_norm_ = 0;
};

/// Mean of |∂²L/∂α²| and |∂²L/∂β²| over the inner points of such a grid, from second differences. Without the
/// modulus hills and valleys would cancel. NaN where a loss is. Throws Error for less than 3 × 3 points.
float mean_curvature(const Matrix& losses, float reach);

}  // namespace madang::train
