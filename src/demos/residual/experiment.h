#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "core/matrix.h"
#include "demo/trial.h"
#include "demos/residual/settings.h"

namespace madang::demos::residual {

/// One of the networks, which learn from the same batches.
struct NetPicture {
  float loss = 0;               ///< cross-entropy, mean over some 20 batches
  std::vector<int> answers;     ///< to the examples
  std::vector<float> gradient;  ///< ‖∂L/∂W‖ of every hidden layer, at the last update
  bool stands = false;          ///< it has had time, and its loss is that of guessing
  bool diverged = false;        ///< and stays as it was before
  std::uint64_t updates = 0;
  std::uint64_t parameters = 0, multiply_adds = 0;  ///< of one example, forwards

  /// ‖∂L/∂W‖ of the first hidden layer as a part of the last one's; 0 before the first update.
  float ratio() const { return gradient.empty() ? 0.f : gradient.front() / gradient.back(); }

  template <class Visitor>
  void visit(Visitor& v) {
    v(loss, answers, gradient, stands, diverged, updates, parameters, multiply_adds);
  }
};

constexpr int shown_examples = 8, shown_units = 8;

/// What goes through the chosen block for the examples, and how one cell of it comes about: f = Σ a w + b,
/// then y = f, x + s f, or T f + (1 − T) x; DenseNet's f is a unit more.
struct BlockPicture {
  Matrix x, f, t, y;          // (examples, units), the first ones; of DenseNet the ones that are added last
  std::vector<float> a, w;    // of the chosen cell
  float bias = 0, scale = 1;  // b, s
  float difference = 0;       // largest |y − the engine's y| of the cells shown

  template <class Visitor>
  void visit(Visitor& v) {
    v(x, f, t, y, a, w, bias, scale, difference);
  }
};

/// A trained network without one of its blocks (Veit et al. 2016, section 4.1), on images of the test.
struct Lesions {
  Kind kind = Kind::residual;
  float whole = 0;             // the loss with all of them
  std::vector<float> without;  // without each

  template <class Visitor>
  void visit(Visitor& v) {
    v(kind, whole, without);
  }
};

/// Gradients of the residual network with respect to what enters its first block and what leaves the last
/// one: ∂L/∂x₀ = ∂L/∂x_B (1 + ∂ΣF/∂x₀) (He et al. 2016, "Identity mappings", eq. 5).
struct Identity {
  float zeroed = 0;           // largest |∂L/∂x₀ − ∂L/∂x_B| while every branch is 0: exactly 0
  float first = 0, last = 0;  // their norms in the network as it is

  template <class Visitor>
  void visit(Visitor& v) {
    v(zeroed, first, last);
  }
};

/// L(θ + α δ + β η) around one network.
struct Slice {
  Matrix losses;                 // row 0 at β = −surface_reach; NaN where it is not known yet
  float curvature = 0;           // mean over its inner points; NaN as long as one is missing
  float here = 0;                // the loss where the reader stands, computed there
  float squares[3] = {0, 0, 0};  // ‖δ‖², ‖η‖², ‖δ + η‖²
  float weight_norm = 0;         // ‖θ‖

  /// ‖α δ + β η‖
  float distance(float alpha, float beta) const {
    const float mixed = squares[2] - squares[0] - squares[1];  // 2 δ·η
    const float square = alpha * alpha * squares[0] + beta * beta * squares[1] + alpha * beta * mixed;
    return std::sqrt(std::max(0.f, square));
  }

  template <class Visitor>
  void visit(Visitor& v) {
    v(losses, curvature, here, squares[0], squares[1], squares[2], weight_norm);
  }
};

struct Surface {
  Slice plain, residual;
  std::uint64_t updates = 0;  // after which they were taken
  float share = 1;            // of the points that are known

  bool empty() const { return plain.losses.empty(); }

  template <class Visitor>
  void visit(Visitor& v) {
    v(plain, residual, updates, share);
  }
};

struct Snapshot {
  std::uint64_t step = 0;
  std::vector<NetPicture> nets;  ///< in the order of Kind
  std::vector<float> examples;   ///< (shown_examples, side, side), of the test
  std::vector<int> labels;       ///< of them
  BlockPicture block;            ///< on its page, as all up to `surface`
  std::vector<Lesions> lesions;  ///< of the chosen network and another
  std::vector<int> answers;      ///< of the chosen network, without what is left out
  float loss = 0;                ///< of it, likewise, on the images of the lesions
  Identity identity;
  Surface surface;           ///< on its page
  demo::TrialPicture trial;  ///< kind_count × trial_depths: training loss, test error

  template <class Visitor>
  void visit(Visitor& v) {
    v(step, nets, examples, labels, block, lesions, answers, loss, identity, surface, trial);
  }
};

// Actions:
//   "trial"    begins the trial over the depths, which the next steps carry out
//   "surface"  works the surface around the networks as they are out more finely, in the next steps
//   "stop"     ends either of them

}  // namespace madang::demos::residual
