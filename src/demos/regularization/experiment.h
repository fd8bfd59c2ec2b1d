#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/histogram.h"
#include "demo/trial.h"
#include "demos/regularization/settings.h"

namespace madang::demos::regularization {

/// What a trial measures, in this order.
enum class Measure { validation_loss, test_loss, test_accuracy, near_zero };

/// An image as the network was fed it last.
struct FedImage {
  std::vector<float> pixels;  ///< (14, 14)
  std::string target;         ///< "7", or mixed "7·.6 3·.4"
  bool wrong = false;         ///< its label is one of the wrong ones

  template <class Visitor>
  void visit(Visitor& v) {
    v(pixels, target, wrong);
  }
};

struct Snapshot {
  std::uint64_t step = 0;
  /// Of the network that is handed over, at the last check; −1: nothing has come yet.
  float train_loss = -1, train_accuracy = 0;
  float final_loss = 0, validation_accuracy = 0;  ///< of the same network, now
  float best_step = 0, best_loss = 0;             ///< the lowest validation loss seen, now or at a check
  float stopped = -1;                             ///< the step at which early stopping stopped; −1: not yet
  Histogram weights;                              ///< not the biases
  float near_zero = 0;                            ///< share of them with |w| < 0.001
  std::vector<FedImage> fed;
  demo::TrialPicture trial;

  template <class Visitor>
  void visit(Visitor& v) {
    v(step, train_loss, train_accuracy, validation_accuracy, final_loss, best_step, best_loss, stopped,
      weights, near_zero, fed, trial);
  }
};

}  // namespace madang::demos::regularization
