#include "ui/answers.h"

#include <algorithm>

#include "ui/canvas.h"
#include "ui/image.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::ui {

namespace {

constexpr float name_width = 96.f, line = 20.f, gap = 4.f, most_side = 56.f;

void draw_answer(ImDrawList& list, ImVec2 low, ImVec2 high, int answer, bool right) {
  if (right)
    list.AddRectFilled({low.x, low.y + 1.f}, {high.x, high.y - 1.f},
                       mixed(theme().panel, theme().text, 0.18f), 3.f);
  draw_text_centred(list, low, high, right ? theme().text : theme().muted, std::to_string(answer), body_size);
}

}  // namespace

void answers(const char* id, std::span<const float> images, std::span<const int> truths,
             std::span<const Answers> networks, const AnswersOptions& options) {
  const auto count = static_cast<float>(std::max<std::size_t>(truths.size(), 1));
  const float side_room = (ImGui::GetContentRegionAvail().x - name_width) / count;
  const float step = std::min(most_side + gap, side_room), image_side = step - gap;
  const float height = image_side + gap + line * static_cast<float>(networks.size());
  const Canvas c = still_canvas(id, {name_width + step * count, height}, options.name);
  ImDrawList& list = *c.list;
  const auto left_of = [&](std::size_t i) { return c.low.x + name_width + static_cast<float>(i) * step; };
  draw_text(list, {c.low.x, c.low.y + (image_side - small_size) / 2}, theme().muted, options.title,
            small_size);
  for (std::size_t i = 0; i < truths.size(); ++i)
    draw_image(list, Image::in_batch(images, static_cast<int>(i), options.side, options.side),
               {left_of(i), c.low.y}, image_side / static_cast<float>(options.side), {.dark = theme().dark});
  float y = c.low.y + image_side + gap;
  for (const Answers& network : networks) {
    draw_text(list, {c.low.x, y + (line - small_size) / 2}, theme().series_colour(network.colour),
              network.name, small_size);
    for (std::size_t i = 0; i < std::min(truths.size(), network.classes.size()); ++i)
      draw_answer(list, {left_of(i), y}, {left_of(i) + image_side, y + line}, network.classes[i],
                  network.classes[i] == truths[i]);
    y += line;
  }
}

}  // namespace madang::ui
