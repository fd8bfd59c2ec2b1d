#pragma once

#include <vector>

#include "data/image_source.h"

namespace madang::demo {
class FieldCollector;
}  // namespace madang::demo

namespace madang::demos::regularization {

enum class Technique {
  none,
  dropout,
  l2,
  l1,
  batch_norm,
  early_stopping,
  augmentation,
  mixup,
  cutout,
  cutmix,
  label_smoothing
};

constexpr int technique_count = 11;

struct Settings {
  Technique technique = Technique::none;
  float strength = 1;  // times the usual amount, see amount_of
  data::ImageSource source = data::ImageSource::mnist;
  int images = 200;
  float wrong = 0.4f;  // share of training images with a wrong label
  int width = 64;
  float learning_rate = 0.2f;
  int batch = 16;
  int steps = 600;
  int seeds = 5;

  void visit(demo::FieldCollector& v);

 private:
  void visit_technique(demo::FieldCollector& v);
  void visit_data(demo::FieldCollector& v);
  void visit_training(demo::FieldCollector& v);
};

/// How much of a technique there is, in its own unit: rate of dropout, λ of L1 and L2, checks of patience,
/// degrees of rotation, α of the Beta distribution, side of the hole in pixels, ε of the smoothed labels.
float amount_of(Technique technique, float strength);

/// Whether chance has a hand in every step, so that no other program repeats the run.
bool draws_lots(Technique technique);

/// None and the chosen one; with none chosen, all of them.
std::vector<Technique> contestants(Technique chosen);

}  // namespace madang::demos::regularization
