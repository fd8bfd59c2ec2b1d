#pragma once

namespace madang::ui {

/// A knob on a groove, high enough for a finger; arrow keys move it once it has the focus and was entered.
/// `position` is 0…1. True when it moved.
bool slider(const char* id, float& position, float width);
/// The same for whole numbers from `low` to `high`.
bool slider(const char* id, int& value, int low, int high, float width);

}  // namespace madang::ui
