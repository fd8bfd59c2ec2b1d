#include <imgui.h>

#include "demos/cnn/view_parts.h"
#include "ui/canvas.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/image_grid.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::cnn {

namespace {

void draw_map(const char* id, const char* title, const Matrix& values) {
  const float picture_height = ui::narrow() && ui::width_or_available(0.f) < 200.f ? 140.f : 200.f;
  ui::HeatMapOptions options;
  options.title = title;
  options.values = values.columns <= 8;
  options.most_height = picture_height;
  options.most_cell = values.columns > 12 ? picture_height / static_cast<float>(values.columns) : 24.f;
  ui::heat_map(id, values, options);
}

void draw_filters(const Parts& parts, const MapPicture& inside) {
  std::vector<ui::GridImage> filters;
  const std::size_t size = static_cast<std::size_t>(inside.kernel * inside.kernel);
  for (std::size_t i = 0; i < inside.filters.size() / size; ++i)
    filters.push_back(
        {.image = ui::Image::in_batch(inside.filters, static_cast<int>(i), inside.kernel, inside.kernel)});
  ui::ImageGridOptions options;
  options.title = parts.say("이 맵을 만드는 필터, 앞 층의 맵마다 하나씩(파랑 +, 주황 −)",
                            "Its filter, one kernel for each map of the layer before (blue +, orange −)");
  options.colours = ui::ColourMap::diverging;
  options.most_pixel = 14.f;
  options.least_side = 36.f;
  ui::image_grid("filters", filters, options);
}

}  // namespace

void draw_inside(const Parts& parts) {
  const MapPicture& inside = parts.snapshot.inside;
  if (inside.values.empty()) return;
  const bool narrow = ui::narrow();
  ImGui::Separator();
  ui::paragraph(ui::filled(parts, {"{0}번째 층, {1}번째 맵의 속", "Inside layer {0}, map {1}"},
                           inside.layer + 1, inside.map + 1));
  if (!narrow)
    ui::caption(parts.say("위의 특징 맵을 누르면 여기서 그 속을 본다.",
                          "Press a feature map above to look inside it here."));
  ui::Flow flow("inside", narrow ? 120.f : 220.f, inside.kernel > 0 && !narrow ? 3 : 2);
  flow.next();
  draw_map("map", parts.say("특징 맵의 값", "Its values"), inside.values);
  flow.next();
  draw_map(
      "sees",
      parts.say("입력에 대한 가장 큰 값의 기울기", "Gradient of its largest value with respect to the input"),
      inside.sees);
  if (inside.kernel == 0) return;
  flow.next();
  draw_filters(parts, inside);
}

}  // namespace madang::demos::cnn
