#pragma once

#include "ui/access.h"

namespace madang::ui {

/// A knob on a groove, high enough for a finger. `position` is 0…1; `control` has the name and the value as
/// they are written beside it. True when it moved; `by_keys`, where it is asked for, tells whether keys did
/// it.
bool slider(const char* id, float& position, float width, Control control, bool* by_keys = nullptr);
/// The same for whole numbers from `low` to `high`.
bool slider(const char* id, int& value, int low, int high, float width, Control control);

}  // namespace madang::ui
