#pragma once

#include <array>

#include "core/text.h"

namespace madang::demo {
class FieldCollector;
}

namespace madang::demos::batchnorm {

enum class Norm { none, batch, layer, group };
enum class Page { rate, inside, batch };

constexpr int norm_count = 4;
constexpr int group_count = 4;  // of group norm
inline constexpr std::array trial_rates = {0.03f, 0.1f, 0.3f, 1.f, 2.f};
constexpr int trial_updates = 150;  // of a run at each of them
inline constexpr std::array trial_batches = {2, 4, 8, 16, 64};
constexpr int trial_images = 6400;  // that a run sees at each of them
constexpr int classes = 10;
constexpr int side = 28;  // pixels
constexpr int pixels = side * side;

struct Settings {
  Page page = Page::rate;
  float learning_rate = 2;
  int batch = 64;
  int depth = 5;  // hidden layers
  int width = 64;
  int seeds = 3;            // of the trials
  Norm norm = Norm::batch;  // looked into
  int layer = 3;            // counted from 1
  bool evaluation = false;  // batch norm with its running values
  int row = 1, unit = 1;    // of the cell whose arithmetic is shown, counted from 1

  void visit(demo::FieldCollector& v);

 private:
  void visit_training(demo::FieldCollector& v);
  void visit_look(demo::FieldCollector& v);
};

/// As the setting calls it.
Text name_of(Norm norm);

}  // namespace madang::demos::batchnorm
