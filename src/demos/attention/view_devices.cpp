#include <algorithm>

#include "demos/attention/view_picture.h"
#include "ui/canvas.h"
#include "ui/controls.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::attention {

namespace {

void agreement(const Picture& picture) {
  const DeviceReport& device = picture.snapshot.device;
  ui::heading(picture.say("같은 답을 내는가", "Do they agree?"));
  const bool names_adapter = !device.adapter.empty() && device.used == Backend::webgpu;
  ui::paragraph(ui::filled(
      picture, {"지금 그림의 αV를 계산한 장치: {0}{1}", "αV of the picture was computed on: {0}{1}"},
      name_of(device.used), names_adapter ? " (" + device.adapter + ")" : ""));
  const std::string& reason = device.reason.in(picture.hand.language);
  if (device.waiting)
    ui::caption(picture.say("WebGPU의 답을 기다리는 동안 SIMD로 계산한 값을 보인다.",
                            "Waiting for WebGPU; until it answers, SIMD's numbers are shown."));
  else if (!reason.empty())
    ui::caption(picture.settings.backend == Backend::automatic
                    ? ui::filled(picture, {"이 장치를 고른 까닭: {0}", "Why this device: {0}"}, reason)
                    : ui::filled(picture, {"WebGPU 대신 SIMD를 쓴 까닭: {0}", "Why SIMD and not WebGPU: {0}"},
                                 reason));
  ui::paragraph(
      ui::filled(picture,
                 {"배정밀도로 계산한 값 {0}개와 비교한 최대 차이: {1}, 상대 차이: {2}",
                  "Against double precision, over {0} numbers, the largest difference: {1}, relative: {2}"},
                 device.compared, ui::number_text(device.largest_difference, 2),
                 ui::number_text(device.relative_difference, 2)));
}

constexpr std::size_t timed_devices = 3;  // scalar, SIMD, WebGPU

void bars(const Picture& picture) {
  // Before anything was measured the devices stand there already, each with what is missing.
  const std::vector<float>& given = picture.snapshot.device.milliseconds;
  const bool none = given.empty();
  const std::vector<float> milliseconds = none ? std::vector<float>(timed_devices, -1.f) : given;
  const float slowest = *std::ranges::max_element(milliseconds);
  const auto& theme = ui::theme();
  for (std::size_t i = 0; i < milliseconds.size(); ++i) {
    const bool measured = milliseconds[i] >= 0;
    const std::string name = name_of(static_cast<Backend>(i)).in(picture.hand.language);
    const std::string text = measured ? ui::number_text(milliseconds[i]) + " ms"
                             : none   ? picture.say("아직 재지 않음", "not measured yet")
                                      : picture.say("재지 못함", "not available");
    const ui::Canvas c =
        ui::still_canvas(name.c_str(), {ui::width_or_available(0.f), 26.f}, name + " " + text);
    constexpr float name_width = 76.f, number_width = 110.f;
    const float room = std::max(8.f, c.width() - name_width - number_width);
    const float length = measured && slowest > 0 ? std::max(2.f, room * milliseconds[i] / slowest) : 0.f;
    const float y = c.low.y + (c.height() - ui::body_size) / 2.f;
    ui::draw_text(*c.list, {c.low.x, y}, theme.text, name, ui::body_size);
    if (measured)
      c.list->AddRectFilled({c.low.x + name_width, c.low.y + 4.f},
                            {c.low.x + name_width + length, c.high.y - 4.f},
                            theme.series_colour(static_cast<int>(i)), 3.f);
    ui::draw_text(*c.list, {c.low.x + name_width + length + 6.f, y}, theme.muted, text, ui::body_size);
  }
}

}  // namespace

void draw_devices(Picture& picture) {
  agreement(picture);
  ui::heading(picture.say("얼마나 걸리는가", "How long do they take?"));
  ui::caption(picture.say(
      "길이 n의 무작위 Q, K, V(헤드 하나, d = 64), 다섯 번의 중앙값이다. WebGPU의 시간에는 데이터를 주고받는 "
      "시간이 들어 있다. 이어서 잰, GPU가 더 빨라지는 길이는 자동 선택에 쓴다.",
      "Random Q, K, V of length n (one head, d = 64), median of five calls. WebGPU's time includes sending "
      "the data and reading the result. The length from which the GPU pays, measured next, is kept for "
      "Automatic."));
  ui::field(picture, &Settings::bench_length);
  if (ui::button(picture.say("시간 재기", "Measure"), true) && picture.hand.act)
    picture.hand.act({.name = "measure", .numbers = {}, .text = {}});
  const DeviceReport& device = picture.snapshot.device;
  ui::caption("n = " +
              std::to_string(device.timed_length > 0 ? device.timed_length : picture.settings.bench_length));
  bars(picture);
}

}  // namespace madang::demos::attention
