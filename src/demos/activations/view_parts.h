#pragma once

#include <string>
#include <vector>

#include "demo/view.h"
#include "demos/activations/experiment.h"

namespace madang::demos::activations {

struct Parts : demo::Parts<Settings, Snapshot> {
  int count() const { return static_cast<int>(snapshot.nets.size()); }
  const NetPicture& net(int index) const { return snapshot.nets[static_cast<std::size_t>(index)]; }
  Function function(int index) const { return settings.function_of(index); }
  std::string gradient_name() const { return settings.norm == Norm::sums ? "∂L/∂z" : "∂L/∂W"; }
};

/// A and B beside each other: what they are, and what the claims say of them now.
void draw_networks(const Parts& parts);

void draw_layers(const Parts& parts);
void draw_inside(const Parts& parts);
void draw_training(const Parts& parts);

std::string describe(const Snapshot& snapshot, const Settings& settings, Language language);

/// "A · tanh · Xavier"
std::string name_of(const Parts& parts, int index);
/// The same without its letter.
std::string recipe(const Settings& settings, int index, Language language);

}  // namespace madang::demos::activations
