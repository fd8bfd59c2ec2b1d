#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/histogram.h"
#include "demos/regularization/settings.h"

namespace madang::demos::regularization {

/// How a technique did over the seeds: means and standard deviations.
struct Outcome {
  Technique technique = Technique::none;
  int runs = 0;
  float validation = 0, validation_deviation = 0;  ///< loss
  float test = 0, test_deviation = 0;              ///< loss
  float accuracy = 0;                              ///< on the test images
  float near_zero = 0;                             ///< share of the weights

  template <class Visitor>
  void visit(Visitor& v) {
    v(technique, runs, validation, validation_deviation, test, test_deviation, accuracy, near_zero);
  }
};

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
  std::vector<float> steps, train, validation;  ///< losses
  float train_accuracy = 0, validation_accuracy = 0;
  float final_loss = 0;                ///< on validation, of the network that is handed over
  float best_step = 0, best_loss = 0;  ///< the lowest validation loss seen, now or at a check
  float stopped = -1;                  ///< the step at which early stopping stopped; −1: not yet
  Histogram weights;                   ///< not the biases
  float near_zero = 0;                 ///< share of them with |w| < 0.001
  std::vector<FedImage> fed;
  std::vector<Outcome> outcomes;  ///< empty until the trial has begun
  int trial_runs = 0, trial_total = 0;

  template <class Visitor>
  void visit(Visitor& v) {
    v(step, steps, train, validation, train_accuracy, validation_accuracy, final_loss, best_step, best_loss,
      stopped, weights, near_zero, fed, outcomes, trial_runs, trial_total);
  }
};

}  // namespace madang::demos::regularization
