#pragma once

#include <array>
#include <string>

#include "core/text.h"
#include "data/image_source.h"

namespace madang::demo {
class FieldCollector;
}  // namespace madang::demo

namespace madang::demos::vit {

enum class Network { vit, deit, window, hybrid, convnext };
enum class Page { look, places, needs };
enum class Images { few, some, all };
enum class Patch { small, large };
enum class Heads { one, two, four };  // they share the width

constexpr int network_count = 5;
constexpr int image_counts = 3;  // of Images
constexpr int side = data::image_side;
constexpr int classes = data::image_classes;
constexpr int border = 2;
constexpr int canvas = side + 2 * border;  // pixels: with the border, patches of 4 and 8 fit
constexpr int test_images = 2000;
constexpr int width = 32;  // of a token
constexpr int batch = 16;  // images
constexpr int most_depth = 4, most_heads = 4;
constexpr int most_tokens = 66;     // patches and what stands in front
constexpr int trial_updates = 400;  // of each run, unless the reader has it otherwise

constexpr int patch_count(int patch) { return canvas / patch * (canvas / patch); }

struct Settings {
  Network network = Network::vit;
  Images images = Images::all;
  bool positions = true;
  Patch patch = Patch::large;
  int depth = 2;
  Heads heads = Heads::four;
  data::ImageSource data = data::ImageSource::mnist;
  float learning_rate = 0.003f;  // of the chosen network, Adam's
  float cnn_rate = 0.003f;
  int seeds = 3;  // of the trial
  int updates = trial_updates;
  Page page = Page::look;
  int query = 0;  // the token that looks: what stands in front (without such, all), then the patches
  int key = 6;    // the patch whose weight is worked out, counted from 1
  int layer = 2, head = 2;
  int order = 1;        // in which the patches are mixed up
  int example = 0;      // the test image that is looked at while nothing is drawn
  std::string drawing;  // by the reader, see io/sketch.h

  void visit(demo::FieldCollector& v);

  int head_count() const { return 1 << static_cast<int>(heads); }
  int patch_side() const { return patch == Patch::small ? 4 : 8; }
  /// Tokens across.
  int grid() const { return network == Network::hybrid ? 4 : canvas / patch_side(); }
  bool attends() const { return network != Network::convnext; }
  bool has_positions() const { return network != Network::convnext && network != Network::hybrid; }

 private:
  void visit_network(demo::FieldCollector& v);
  void visit_training(demo::FieldCollector& v);
  void visit_view(demo::FieldCollector& v);
};

/// How many images a network is trained on. all: of the set.
int count_of(Images images, int all);
/// Short, in both languages.
const char* name_of(Network network);

}  // namespace madang::demos::vit
