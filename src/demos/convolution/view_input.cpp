#include <algorithm>

#include "demos/convolution/view_parts.h"
#include "io/photo.h"
#include "io/refused.h"
#include "io/sketch.h"
#include "ui/canvas.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/sketch_pad.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::convolution {

namespace {

std::string title_of(const Parts& parts) {
  if (parts.settings.padding == 0) return ui::filled(parts, {"입력 {0}×{0}", "Input {0}×{0}"}, side);
  return ui::filled(parts, {"입력 {0}×{0}, 둘레는 0으로 패딩", "Input {0}×{0}, padded with zeros"}, side);
}

}  // namespace

void draw_photo_buttons(const Parts& parts) {
  if (ui::button(parts.say("사진 고르기", "Choose a photo"), parts.settings.photo.empty()))
    parts.hand.ask_photo(demo::PhotoFrom::file);
  const char* const webcam = parts.say("웹캠으로 찍기", "Use the webcam");
  ui::continue_line(ui::text_width(webcam, ui::body_size) + 2.f * ImGui::GetStyle().FramePadding.x);
  if (ui::button(webcam)) parts.hand.ask_photo(demo::PhotoFrom::camera);
  ui::caption(
      parts.say("사진을 끌어다 놓거나 붙여 넣어도 된다. 사진은 이 기기를 떠나지 않으며, 40×40으로 줄여 "
                "공유 링크에 담긴다.",
                "You can also drop or paste one. It stays on this device; reduced to 40×40, it is part of "
                "any link you share."));
}

void InputPart::draw(const Parts& parts, std::span<const ui::Cell> window) {
  const Settings& settings = parts.settings;
  if (settings.source != Source::drawing) {
    plane("input", {side, side, parts.snapshot.channels, parts.snapshot.image},
          {.title = title_of(parts),
           .padding = settings.padding,
           .margin = settings.padding,
           .marked = window});
    return;
  }
  if (settings.drawing != known_) {
    known_ = settings.drawing;
    try {
      drawing_ = io::read_sketch(known_, side, side);
    } catch (const io::Refused&) {  // the experiment says why
    }
  }
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ui::SketchPadOptions options = {.name = title_of(parts),
                                        .hint = parts.say("여기에 그리기", "Draw here"),
                                        .clear = parts.say("지우기", "Clear"),
                                        .brush = 1.3f,
                                        .most_side = most_side};
  if (ui::sketch_pad("drawing", drawing_, options).finished) {
    parts.settings.drawing = io::write_sketch(drawing_);
    known_ = parts.settings.drawing;
  }
  ui::caption(title_of(parts));
  if (settings.drawing.empty()) return;  // but for the hint
  const float pixel = ui::pixel_size(side, std::min(ui::width_or_available(0.f) - 2.f, most_side), most_side);
  draw_marks(*ImGui::GetWindowDrawList(), low, pixel, window, ui::theme().negative);
}

}  // namespace madang::demos::convolution
