#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "demo/view.h"
#include "demos/segmentation/experiment.h"
#include "ui/canvas.h"
#include "ui/heat_map.h"

namespace madang::demos::segmentation {

using Parts = demo::Parts<Settings, Snapshot>;

constexpr float picture_side = 288.f;  // css px, at most
constexpr float least_half = 120.f;    // two beside each other on a phone of 320

/// A picture with a label for each pixel painted over it.
struct Map {
  std::string title{};
  std::span<const int> labels{};       ///< 0: the pixel as it is. Empty: all of them
  bool instances = false;              ///< colours of instances, with lines between them, else of classes
  std::span<const int> truth{};        ///< where labels differ from it, they are marked as wrong
  std::span<const float> strengths{};  ///< in place of labels: how much of the accent each pixel gets, 0 … 1
  ui::Cell chosen{};
  /// Drawn over it: `at` is the place of a row and column.
  std::function<void(ImDrawList& list, const std::function<ImVec2(float row, float column)>& at)> over = {};
};
/// As large as there is room. A press chooses that pixel.
void map_picture(const Parts& parts, const char* id, const Map& map);
/// The same without its own canvas, `pixel` css px a pixel.
void draw_map(const Parts& parts, ImDrawList& list, ImVec2 low, float pixel, const Map& map);
ImU32 class_colour(int label);
/// A line that says which colour is which class.
void draw_key(const Parts& parts);

ui::Cell chosen_pixel(const Settings& settings);
/// The picture of a network, if there is one yet.
const NetPicture* net_of(const Snapshot& snapshot, Arm arm);
/// "0.83", or a dash where there is nothing to measure.
std::string score_text(float value);

/// Pixels one by one where fingers are too wide for them.
void step_through(const Parts& parts);
/// Which scene is shown: what is painted belongs to the one before.
void choose_scene(const Parts& parts);
/// How the class of the chosen pixel comes about in these networks.
void draw_pixel(const Parts& parts, std::span<const Arm> arms);

void draw_scene_page(const Parts& parts, Matrix& ink);
void draw_skips(const Parts& parts);
void draw_instances(const Parts& parts);
void draw_patches(const Parts& parts);

/// What there is to see on the page that is open.
std::string what_to_see(const Snapshot& snapshot, const Settings& settings, Language language);
std::string describe(const Snapshot& snapshot, const Settings& settings, Language language);

inline void act(const Parts& parts, const char* name) {
  parts.hand.act({.name = name, .numbers = {}, .text = {}});
}

}  // namespace madang::demos::segmentation
