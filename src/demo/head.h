#pragma once

#include <string>
#include <vector>

#include "core/text.h"

namespace madang::demo {

/// A situation to begin from: a failure, its cure, or the limit of a method.
struct Scene {
  Text name;
  Text story;  ///< what to look at in it, in one sentence or two short ones
  /// The settings that make the scene, as read_values reads them: `function=relu&depth=20`.
  std::string state;
  /// More settings that it begins with, and that may be changed while it is watched.
  std::string start = {};
};

/// What stands at the head of every picture of a demo, in one row: its scenes, then choices by the names of
/// their settings, such as the page or the task.
struct Head {
  std::vector<Scene> scenes{};
  std::vector<std::string> choices{};
  Text otherwise{};  ///< what to look at where the settings are no scene's
};

}  // namespace madang::demo
