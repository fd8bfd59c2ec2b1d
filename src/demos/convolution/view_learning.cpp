#include <algorithm>

#include "demos/convolution/view_parts.h"
#include "ui/curve_plot.h"
#include "ui/layout.h"

namespace madang::demos::convolution {

namespace {

void draw_kernels(const Parts& parts, const char* id, const std::string& title,
                  std::span<const Matrix> kernels, ui::ColourRange range) {
  ui::Flow flow(id, 84.f, static_cast<int>(kernels.size()));
  for (std::size_t channel = 0; channel < kernels.size(); ++channel) {
    flow.next();
    const std::string name = channel_name(parts.snapshot.channels, static_cast<int>(channel));
    ui::HeatMapOptions options;
    options.title = channel == 0 ? title + (name.empty() ? "" : " " + name) : name;
    options.range = range;
    options.scale_bar = false;
    ImGui::PushID(static_cast<int>(channel));
    ui::heat_map(id, kernels[channel], options);
    ImGui::PopID();
  }
}

}  // namespace

void draw_learning(const Parts& parts, InputPart& input) {
  const LearningPicture& learning = parts.snapshot.learning;
  if (learning.target.empty()) return;  // asked for, not here yet
  float most = 0;                       // of the weights of all channels
  for (const Matrix& kernel : learning.target) most = std::max(most, range_of(kernel).high);
  const ui::ColourRange range = range_of(learning.target_map), kernel_range{-most, most};
  {
    ui::Flow flow("pictures", least_third, 3);
    flow.next();
    input.draw(parts, {});
    flow.next();
    map_plane(parts, "target_map", parts.say("따라 할 특징 맵", "Map to imitate"), learning.target_map,
              range);
    flow.next();
    map_plane(parts, "learned_map", parts.say("배운 커널의 특징 맵", "Map of the learned kernel"),
              learning.learned_map, range);
  }
  {
    ui::Flow flow("kernels", least_half, 2);
    flow.next();
    draw_kernels(parts, "target", parts.say("그 필터(보지 못한다)", "The filter (never seen)"),
                 learning.target, kernel_range);
    flow.next();
    draw_kernels(parts, "learned", parts.say("배운 커널", "Learned kernel"), learning.learned, kernel_range);
  }
  ui::curve_plot(
      parts.hand, "difference",
      {.x_label = parts.say("갱신 횟수", "updates"), .y_scale = demo::Scale::logarithmic, .height = 190.f});
}

}  // namespace madang::demos::convolution
