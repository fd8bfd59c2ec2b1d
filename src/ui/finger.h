#pragma once

namespace madang::ui {

/// Called by what is drawn under the finger: a drag that begins here is the picture's, up and down too. All
/// other drags up and down scroll the page.
void take_drag();

/// Lets a drag that no widget has taken scroll the current window, where it has more than is seen; at the end
/// of its contents.
void scroll_by_drag();
/// Whether a drag to the side that begins under the pointer is the picture's: where any widget is.
bool takes_sideways();
/// Whether the pointer is a finger: it needs more room, and its place is not known before it touches.
bool by_finger();

/// Seconds for which a finger has rested where it is; −1 without one.
double rested_seconds();

}  // namespace madang::ui
