#pragma once

#include <limits>

namespace madang::ui {

class TextHost;

/// What the shell lends to the widgets, one per ImGui context (kept in its io.UserData; must outlive it).
struct Host {
  TextHost* text_fields = nullptr;  ///< null: text is typed into ImGui's own input
  double next_frame_seconds = std::numeric_limits<double>::infinity();  ///< see request_frame
};

/// Makes `host` the host of the current ImGui context.
void attach(Host& host);
/// The attached host, or null.
Host* host();

}  // namespace madang::ui
