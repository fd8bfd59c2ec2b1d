#pragma once

#include <string>

#include "demo/view.h"

namespace madang::ui {

/// A number that must hold, such as the largest relative difference between two ways of computing the same: a
/// small badge, "check ✓ 5e−7", which a press unfolds into the sentence that says what was compared. Above
/// `limit`, or where it is no number, the badge warns instead. NaN before anything was compared: no badge.
///   ui::proof(parts.hand, "gradients", {.value = s.largest_relative_error, .limit = 1e-4f, .told = …});
struct Proof {
  float value = 0;
  float limit = 0;
  std::string told;  ///< what was compared with what, and how near they are
};
void proof(const demo::Hand& hand, const char* id, const Proof& proof);

}  // namespace madang::ui
