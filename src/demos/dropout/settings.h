#pragma once

#include <string>
#include <vector>

#include "core/text.h"

namespace madang::demo {
class FieldCollector;
}

namespace madang::demos::dropout {

enum class Kind { dense, norm, cnn, rnn, transformer };
/// Of the dense network; the others have a page each.
enum class Page { training, ensemble, units };

/// A network that learns; those of a kind learn beside each other.
enum class Arm {
  none,         // without dropout: the first of every kind
  units,        // dense: behind both hidden layers
  before_norm,  // dense with batch norm: right before every norm
  after_norm,   // behind the last of them
  elements,     // CNN: each number of a feature map by itself
  channels,     // whole feature maps (Tompson et al. 2015, section 3.2)
  fresh,        // RNN: another mask at every time step
  variational,  // one mask for all of them (Gal & Ghahramani 2016, section 4)
  attention,    // Transformer: the attention weights
  everywhere    // and what each part adds (Vaswani et al. 2017, section 5.4)
};
std::vector<Arm> arms_of(Kind kind);
Text name_of(Arm arm);

constexpr int classes = 10;
constexpr int side = 28;             // pixels
constexpr int rows_read = side / 2;  // of the halved image, by the RNN and the Transformer
constexpr int pixels = side * side;
constexpr int hidden_layers = 2;  // of the dense network
constexpr int grid_columns = 16;  // in which the units of a layer stand
constexpr int thin_units = 10;    // of the small network whose masks are all tried
constexpr int thin_masks = 1 << thin_units;
constexpr int shown_digits = 100;    // of the test, to choose from
constexpr int trial_updates = 400;   // of a run in the trial
constexpr float wrong_share = 0.2f;  // of the training labels

struct Settings {
  Kind kind = Kind::dense;
  Page page = Page::training;
  float rate = 0.5f;  // at which units are dropped: 1 − q
  int images = 500;
  int width = 128;
  float learning_rate = 0.002f;
  int seeds = 5;             // of the trial
  int arm = 2;               // looked at, counted from 1
  int layer = 1, unit = 77;  // whose arithmetic is shown, counted from 1
  int digit = 1;             // of the test, counted from 1
  std::string drawing;       // by the reader, see io/sketch.h; in place of that digit
  int thin = 341;            // number of the mask that is looked at: bit j for unit j
  bool deep = false;         // the small network has a second hidden layer

  void visit(demo::FieldCollector& v);

 private:
  void visit_training(demo::FieldCollector& v);
  void visit_look(demo::FieldCollector& v);
};

/// `width` as the grid needs it: the next multiple of its columns.
int units_of(const Settings& settings);

}  // namespace madang::demos::dropout
