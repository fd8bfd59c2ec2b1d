#pragma once

#include <string>
#include <vector>

#include "demo/view.h"
#include "demos/residual/experiment.h"

namespace madang::demos::residual {

using Parts = demo::Parts<Settings, Snapshot>;

/// The order of the networks in sentences and tables.
inline constexpr Kind in_order[] = {Kind::residual, Kind::highway, Kind::dense, Kind::plain};

void draw_block(const Parts& parts);
void draw_surface(const Parts& parts);

/// What the networks do at this depth, in a sentence or two; which failure it is has a name.
std::string verdict(const Settings& settings, const Snapshot& snapshot, Language language);
/// How much the networks miss a block.
std::string about_block(const Settings& settings, const Snapshot& snapshot, Language language);
/// Which surface is the more crooked one.
std::string about_surface(const Snapshot& snapshot, Language language);

inline const NetPicture& net_of(const Snapshot& snapshot, Kind kind) {
  return snapshot.nets[static_cast<std::size_t>(kind)];
}
/// The answers of networks to the digits of the test; below them what the filled cells are.
struct NamedAnswers {
  Kind kind;
  const std::vector<int>& answers;
};
void draw_answers(const Parts& parts, const std::vector<NamedAnswers>& networks);

inline void act(const Parts& parts, const char* name) {
  parts.hand.act({.name = name, .numbers = {}, .text = {}});
}

}  // namespace madang::demos::residual
