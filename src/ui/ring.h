#pragma once

#include <string_view>

#include <imgui.h>

#include "demo/view.h"

namespace madang::ui {

/// A ring around the control of a setting that a link has just changed, over everything else; nothing where
/// it is not lit.
void ring(const demo::Lit& lit, std::string_view setting, ImVec2 low, ImVec2 high);

}  // namespace madang::ui
