#pragma once

#include <string>
#include <vector>

#include "core/text.h"

namespace madang::demo {
class FieldCollector;
}

namespace madang::demos::segmentation {

enum class Page { scene, skips, instances, patches };
/// What the scenes that are looked at consist of: objects far from each other for the most part, two of one
/// class that touch, many that hide parts of each other.
enum class Set { scattered, touching, crowded };
enum class Arm { unet, plain, segmenter };
enum class Patch { small, large };

constexpr int set_count = 3;
constexpr int arm_count = 3;
inline constexpr Arm arms[arm_count] = {Arm::unet, Arm::plain, Arm::segmenter};
constexpr int side = 32;  // of a scene, pixels
constexpr int pixels = side * side;
constexpr int form_count = 3;            // circle, square, triangle
constexpr int classes = 1 + form_count;  // 0 is the background
constexpr int set_size = 32;             // scenes of each set; nothing is learned from them
constexpr int trial_updates = 600;       // of a run

struct Settings {
  Page page = Page::scene;
  Set set = Set::scattered;
  int scene = 1;  // of the set, counted from 1
  Arm arm = Arm::unet;
  int row = 8, column = 12;  // of the pixel that is looked into, counted from 1
  int brush = 1;             // the class that the reader paints; 0 takes away
  std::string painting{};
  bool dice = true;
  float learning_rate = 0.008f;
  float segmenter_rate = 0.002f;
  int batch = 2;
  int width = 8;  // channels of the U-Net's first level
  Patch patch = Patch::small;
  int seeds = 3;  // of the trial

  int patch_side() const { return patch == Patch::small ? 4 : 8; }
  void visit(demo::FieldCollector& v);

 private:
  void visit_training(demo::FieldCollector& v);
  void visit_look(demo::FieldCollector& v);
};

/// As the setting calls it.
Text name_of(Arm arm);
Text name_of(Set set);
/// Of a pixel's label, 0 … classes − 1.
Text class_name(int label);

/// Labels of all pixels as the text of a painting, and back; the text of a blank one is empty. Throws
/// io::Refused for a text that is none.
std::string write_painting(const std::vector<int>& labels);
std::vector<int> read_painting(const std::string& text);

}  // namespace madang::demos::segmentation
