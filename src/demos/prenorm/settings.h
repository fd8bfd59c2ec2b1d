#pragma once

#include <array>
#include <string>

#include "core/text.h"

namespace madang::demo {
class FieldCollector;
}

namespace madang::demos::prenorm {

enum class Page { training, layers, seeds };
/// Norm before each part; behind each sum; behind each sum, with a learning rate that rises first.
enum class Arm { pre, post, warm };
/// What the learning rate does once it has risen.
enum class After { hold, decay };

/// Along the blocks: gradient with respect to the trunk, of the weights W₂; the trunk; what is added to it.
enum class Quantity { way, gradient, trunk, added };

constexpr int arm_count = 3;
constexpr int most_depth = 24;  // blocks
constexpr int width = 16;       // numbers at each place of a text: d
constexpr int heads = 2;
constexpr int feed_forward = 32;
constexpr int context = 16;     // characters that are read at once
constexpr int batch = 8;        // pieces of text in an update
constexpr float beta2 = 0.98f;  // of Adam, as in Vaswani et al. 2017, section 5.3
inline constexpr std::array trial_depths = {2, 6, 12};
inline constexpr std::array trial_rates = {0.001f, 0.003f, 0.01f};
constexpr int trial_updates = 400;  // of a run at each of them
constexpr std::size_t most_prompt_bytes = 64;
/// Nats below the unigram line from which on a model has learned more than the letters' frequencies.
constexpr float standing = 0.1f;

struct Settings {
  Page page = Page::training;
  int depth = 12;
  float learning_rate = 0.003f;
  int warm_up = 200;  // updates
  After after = After::hold;
  int seeds = 3;  // of the trial
  std::string prompt = "the cats that sl";
  int letter = 8;  // whose probabilities are told, counted from 1
  Quantity quantity = Quantity::way;
  Arm arm = Arm::post;  // looked into, as block and cell, all counted from 1
  int block = 12;
  int row = 8, unit = 1;
  int tried_depth = 3, tried_rate = 2;  // of the trial's cell, counted from 1

  void visit(demo::FieldCollector& v);

 private:
  void visit_training(demo::FieldCollector& v);
  void visit_look(demo::FieldCollector& v);
  void visit_cell(demo::FieldCollector& v);
};

/// As the setting calls it.
Text name_of(Arm arm);

}  // namespace madang::demos::prenorm
