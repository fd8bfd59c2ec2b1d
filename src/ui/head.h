#pragma once

#include <span>

#include "demo/head.h"
#include "demo/settings.h"
#include "demo/view.h"

namespace madang::ui {

/// The scene whose state the settings have; null where they have none's. The values are compared as fields
/// write them: a scene may say 0.010 for 0.01. Throws Error when a scene names a setting or a value that does
/// not exist.
const demo::Scene* scene_in_force(std::span<demo::Field> fields, std::span<const demo::Scene> scenes);
/// Sets all settings of a scene and leaves the others. Throws Error as scene_in_force does.
void begin(std::span<demo::Field> fields, const demo::Scene& scene);

/// The row of a demo's head, `width` css px wide and never more than one line high: where the options do not
/// fit beside each other they become lists that open, the scenes first.
void head(const demo::Hand& hand, std::span<demo::Field> fields, const demo::Head& head, float width);
/// The least width in which no option of it is cut: every part a list that opens.
float whole_head_width(const demo::Hand& hand, std::span<const demo::Field> fields, const demo::Head& head);
/// The least width in which it can be read: of lists the beginnings.
float least_head_width(const demo::Hand& hand, std::span<const demo::Field> fields, const demo::Head& head);

}  // namespace madang::ui
