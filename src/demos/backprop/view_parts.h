#pragma once

#include <string>
#include <vector>

#include "demo/view.h"
#include "demos/backprop/experiment.h"
#include "ui/plane_plot.h"

namespace madang::demos::backprop {

using Parts = demo::Parts<Settings, Snapshot>;

/// Where the walk stands, as a line of stations.
void draw_phase(const Parts& parts);
/// `seconds_in_phase`: since the walk came to its present station.
void draw_network(const Parts& parts, double seconds_in_phase);
/// The chosen weight: its chain rule in numbers, its central difference, and a slider to change it.
void draw_chain(const Parts& parts);
/// Losses, accuracies, and how near all gradients are to central differences.
void draw_numbers(const Parts& parts);
void draw_curve(const Parts& parts);

/// The plane with points and decision, and what one needs to draw points of one's own.
class PlanePart {
 public:
  void draw(const Parts& parts);
  /// Takes a file or a paste; complains when it cannot be read, and the points stay.
  static bool take_csv(demo::Hand& hand, Settings& settings, const std::string& text);

 private:
  void draw_tools(const Parts& parts);
  void draw_paste(const Parts& parts);
  void press(const Parts& parts, ui::PlanePosition at) const;

  bool erasing_ = false;
  bool pasting_ = false;
  std::string pasted_;
};

std::string describe(const Snapshot& snapshot, const Settings& settings, Language language);

/// What the step just made did, or what the training has come to, in a sentence or two with their numbers.
std::string sentence(const Snapshot& snapshot, const Settings& settings, Language language);
/// Of the last layer's units, or of the hidden ones.
Text function_name(const Snapshot& snapshot, const Settings& settings, bool last);

/// wˡ with its units: w²₁₃ leads to unit 1 of layer 2 from unit 3; b²₁ is a bias.
std::string weight_name(int layer, int to, int from);
std::string subscript(int number);
/// "2-4-1"
std::string sizes_text(const std::vector<int>& sizes);

}  // namespace madang::demos::backprop
