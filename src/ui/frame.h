#pragma once

namespace madang::ui {

/// Asks the shell to draw again after `seconds` although nothing came in: for animations and delayed
/// tooltips. Without it the picture stands still until a snapshot or an input arrives.
void request_frame(double seconds = 0.0);

/// For the shell, right after ImGui::NewFrame.
void begin_frame();
/// And after the frame: how long until the next one is wanted (infinity: not at all). Forgets it.
double end_frame();

}  // namespace madang::ui
