#pragma once

#include <string>
#include <vector>

#include "demo/view.h"
#include "demos/cnn/experiment.h"

namespace madang::demos::cnn {

struct Parts : demo::Parts<Settings, Snapshot> {
  bool drawn() const { return !settings.drawing.empty(); }
};

/// `pad`: what the reader draws on, kept by the view.
void draw_layers(const Parts& parts, Matrix& pad);
void draw_inside(const Parts& parts);
void draw_training(const Parts& parts);
void draw_networks(const Parts& parts);
void draw_mistakes(const Parts& parts);

/// "97.3 % after 9,000 images": how far the run is, and what it took to reach the goal.
std::string progress(const Parts& parts);
std::string goal(const Parts& parts);
std::string describe(const Snapshot& snapshot, const Settings& settings, Language language);

/// "5×5"
std::string square(int size);
std::string network_name(const Settings& settings, int network);
/// "0.34 M"
std::string millions(float count);
std::string milliseconds(float ms);

}  // namespace madang::demos::cnn
