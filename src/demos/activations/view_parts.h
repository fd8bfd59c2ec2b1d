#pragma once

#include <functional>
#include <string>
#include <vector>

#include "demo/view.h"
#include "demos/activations/experiment.h"

namespace madang::demos::activations {

struct Parts : demo::Parts<Settings, Snapshot> {
  int count() const { return static_cast<int>(snapshot.nets.size()); }
  const NetPicture& net(int index) const { return snapshot.nets[static_cast<std::size_t>(index)]; }
  Function function(int index) const { return settings.function_of(index); }
};

constexpr float least_column = 125.f;  ///< css px: A and B stand beside each other at 320, too

void draw_layers(const Parts& parts);
void draw_inside(const Parts& parts);
void draw_training(const Parts& parts);

/// The name of a network in its colour, in one line.
void draw_name(const Parts& parts, int index);
/// What a network decides all over the plane, and how often it is right.
void draw_plane(const Parts& parts, int index, float most_height);

/// A number that each network has.
struct Row {
  std::string name;
  std::function<std::string(int index)> value;
};
/// Numbers of A and B beside each other.
void draw_table(const Parts& parts, const std::vector<Row>& rows);

std::string describe(const Snapshot& snapshot, const Settings& settings, Language language);
/// What the numbers say now of what is shown: failure, cure and limit by their names.
std::string what_to_see(const Snapshot& snapshot, const Settings& settings, Language language);

/// "A · tanh · Xavier"
std::string name_of(const Parts& parts, int index);
/// The same without its letter.
std::string recipe(const Settings& settings, int index, Language language);

}  // namespace madang::demos::activations
