#include <algorithm>
#include <cmath>

#include "demos/cnn/view_parts.h"
#include "ui/heat_map.h"
#include "ui/image_grid.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::cnn {

namespace {

constexpr std::size_t most_images = 24;

/// As many frames as there can be mistakes, empty ones where there are fewer: what stands below stays there.
std::vector<ui::GridImage> images_of(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const Language language = parts.hand.language;
  std::vector<ui::GridImage> images;
  const std::size_t count = ui::narrow() ? most_images / 3 : most_images;
  for (std::size_t i = 0; i < count; ++i) {
    if (i >= s.mistakes.size()) {
      images.push_back({.image = {side, side, 1, {}}, .label = "–"});
      continue;
    }
    const auto name = [&](int label) { return data::class_name(parts.settings.data, label).in(language); };
    images.push_back({.image = ui::Image::in_batch(s.mistake_images, static_cast<int>(i), side, side),
                      .label = name(s.mistakes[i].truth) + "→" + name(s.mistakes[i].guess)});
  }
  return images;
}

/// Of a pixel, so that the longest "label → answer" fits below its image.
float pixel_for_labels(const Parts& parts) {
  float widest = 2.f * side;
  for (int i = 0; i < classes; ++i)
    for (int j = 0; j < classes; ++j) {
      const auto name = [&](int label) {
        return data::class_name(parts.settings.data, label).in(parts.hand.language);
      };
      if (i != j) widest = std::max(widest, ui::text_width(name(i) + "→" + name(j), ui::small_size) + 2.f);
    }
  return std::ceil(widest / side);
}

void draw_images(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const std::vector<ui::GridImage> images = images_of(parts);
  ui::ImageGridOptions options;
  options.name =
      parts.say("가장 자신 있게 틀린 이미지(정답 → 답). 누르면 층을 지나는 모습을 본다.",
                "The most confident mistakes (label → answer). Press one to follow it through the layers.");
  options.most_pixel = pixel_for_labels(parts);
  options.least_side = side * options.most_pixel;
  const ui::ImageGridResult result = ui::image_grid("mistakes", images, options);
  ui::caption(options.name);
  if (result.clicked < 0 || result.clicked >= static_cast<int>(s.mistakes.size())) return;
  parts.settings.example = s.mistakes[static_cast<std::size_t>(result.clicked)].image;
  parts.settings.drawing.clear();
  parts.settings.page = Page::layers;
}

void draw_confusion(const Parts& parts) {
  std::vector<std::string> names;
  for (int i = 0; i < classes; ++i)
    names.push_back(data::class_name(parts.settings.data, i).in(parts.hand.language));
  Matrix wrong = parts.snapshot.confusion;
  if (wrong.empty()) wrong = {classes, classes, std::vector<float>(classes * classes)};
  for (int i = 0; i < classes; ++i) wrong.at(i, i) = 0;
  ui::HeatMapOptions options;
  options.title = parts.say("틀린 횟수: 행은 정답, 열은 답", "Mistakes: rows are labels, columns answers");
  options.row_labels = names;
  options.column_labels = names;
  options.scale_bar = false;
  options.most_height = 320.f;
  ui::heat_map("confusion", wrong, options);
}

}  // namespace

void draw_mistakes(const Parts& parts) {
  draw_images(parts);
  draw_confusion(parts);
}

}  // namespace madang::demos::cnn
