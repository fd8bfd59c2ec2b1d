#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "ui/colour_map.h"
#include "ui/line_plot.h"
#include "ui/plot_extent.h"
#include "ui/text.h"
#include "ui/theme.h"

/// What line_plot is drawn of. Inside of it.
namespace madang::ui {

constexpr float line_height = small_size + 6.f;

/// The colour of a series, as words are written in it.
inline ImU32 full_colour_of(std::span<const Series> series, std::size_t index, const Theme& colours) {
  const int own = series[index].colour;
  return colours.series_colour(own >= 0 ? own : static_cast<int>(index));
}

/// Of its curve: of a pale one so that what lies over it is seen.
inline ImU32 colour_of(std::span<const Series> series, std::size_t index, const Theme& colours) {
  constexpr float pale_share = 0.35f;  // of the opacity
  const ImU32 full = full_colour_of(series, index, colours);
  return series[index].pale ? faded(full, pale_share) : full;
}

struct Plot {
  std::span<const Series> series;
  const LinePlotOptions& options;
  const Theme& colours;
  ImVec2 low, high;  // of the area inside the axes
  Extent x, y;       // as on the axes

  float screen_x(double on_the_axis) const {
    return low.x + static_cast<float>((on_the_axis - x.low) / (x.high - x.low)) * (high.x - low.x);
  }
  float screen_y(double on_the_axis) const {
    constexpr double far =
        100;  // heights of the plot: beyond, a float no longer tells where a line leaves it
    const double share = std::clamp((on_the_axis - y.low) / (y.high - y.low), -far, far);
    return high.y - static_cast<float>(share) * (high.y - low.y);
  }
  ImU32 colour(std::size_t index) const { return colour_of(series, index, colours); }
  /// Of its number in words, which a pale curve has as well.
  ImU32 text_colour(std::size_t index) const { return full_colour_of(series, index, colours); }
  /// A value on the y axis as it is told, with `digits` significant ones.
  std::string told(float value, int digits) const {
    return options.shares ? percent(value) : number_text(value, digits);
  }
};

/// The reference lines, behind the curves.
void draw_levels(ImDrawList& list, const Plot& p);
/// Their names, over the curves: above or below its line, where the fewest curves, lines and names are.
void name_levels(ImDrawList& list, const Plot& p);

/// What stands in the legend: a curve, or all the pale ones.
struct LegendEntry {
  std::string_view name;
  std::vector<ImU32> colours;  // one behind the other
  bool dashed = false;
};

std::vector<LegendEntry> entries_of(std::span<const Series> series, const LinePlotOptions& options,
                                    const Theme& colours);
/// Names of the curves in as many lines as they need; returns their height. Without a list it only measures.
float legend(ImDrawList* list, std::span<const LegendEntry> entries, const Theme& colours, ImVec2 at,
             float width);

}  // namespace madang::ui
