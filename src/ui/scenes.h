#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "ui/controls.h"
#include "ui/text.h"

namespace madang::ui {

/// A situation to begin from, as settings: a failure, or its cure.
template <class Settings>
struct Scene {
  std::string name;
  const char* story;  ///< what is seen in it
  Settings settings;
};

/// A row of scenes. One press sets all settings of one; below stands the story of the one in which the
/// settings are, told by `same`, else `otherwise`.
template <class Settings, class Same>
void scenes(std::span<const Scene<Settings>> all, Settings& settings, Same same, const char* otherwise) {
  std::vector<std::string> names;
  for (const auto& scene : all) names.push_back(scene.name);
  const auto now =
      std::ranges::find_if(all, [&](const auto& scene) { return same(settings, scene.settings); });
  const char* const story = now == all.end() ? otherwise : now->story;
  int chosen = now == all.end() ? -1 : static_cast<int>(now - all.begin());
  if (segmented("scenes", names, chosen)) settings = all[static_cast<std::size_t>(chosen)].settings;
  caption(story);
}

}  // namespace madang::ui
