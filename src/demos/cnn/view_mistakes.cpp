#include "demos/cnn/view_parts.h"
#include "ui/controls.h"
#include "ui/heat_map.h"
#include "ui/image_grid.h"
#include "ui/text.h"

namespace madang::demos::cnn {

namespace {

void draw_images(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const Language language = parts.hand.language;
  std::vector<ui::GridImage> images;
  for (std::size_t i = 0; i < s.mistakes.size(); ++i)
    images.push_back({.image = ui::Image::in_batch(s.mistake_images, static_cast<int>(i), side, side),
                      .label = data::class_name(parts.settings.data, s.mistakes[i].truth).in(language) +
                               " → " +
                               data::class_name(parts.settings.data, s.mistakes[i].guess).in(language)});
  ui::ImageGridOptions options;
  options.title =
      parts.say("가장 자신 있게 틀린 이미지(정답 → 답). 누르면 층을 지나는 모습을 본다.",
                "The most confident mistakes (label → answer). Press one to follow it through the layers.");
  options.most_pixel =
      parts.settings.data == data::ImageSource::mnist ? 2.f : 3.f;  // names of clothes are longer
  options.least_side = side * options.most_pixel;
  const ui::ImageGridResult result = ui::image_grid("mistakes", images, options);
  if (result.clicked < 0) return;
  parts.settings.example = s.mistakes[static_cast<std::size_t>(result.clicked)].image;
  parts.settings.drawing.clear();
  parts.settings.page = Page::layers;
}

void draw_confusion(const Parts& parts) {
  std::vector<std::string> names;
  for (int i = 0; i < classes; ++i)
    names.push_back(data::class_name(parts.settings.data, i).in(parts.hand.language));
  Matrix wrong = parts.snapshot.confusion;
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
  if (parts.snapshot.confusion.empty())
    return ui::caption(parts.say("이미지 3,000장을 배우면 처음으로 테스트한다.",
                                 "The first test comes after training on 3,000 images."));
  draw_images(parts);
  draw_confusion(parts);
}

}  // namespace madang::demos::cnn
