#include <algorithm>

#include "demos/dropout/view_parts.h"
#include "io/sketch.h"
#include "ui/arithmetic.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/filled.h"
#include "ui/image_grid.h"
#include "ui/layout.h"
#include "ui/sketch_pad.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/timeline.h"
#include "ui/trial.h"

namespace madang::demos::dropout {

int colour_of(std::size_t arm) {
  constexpr int colours[] = {1, 0, 2};
  return colours[arm];
}

std::size_t arm_of(const Settings& settings) {
  return std::min(static_cast<std::size_t>(settings.arm), arms_of(settings.kind).size()) - 1;
}

void draw_curves(const Parts& parts, bool small) {
  ui::curve_plot(parts.hand, "test_loss",
                 {.x_label = parts.say("갱신 횟수", "updates"),
                  .y_label = parts.say("테스트 손실", "test loss"),
                  .y_low = 0.f,
                  .y_high = 2.5f,
                  .height = small ? 135.f : 190.f});
  ui::curve_plot(parts.hand, "train_loss",
                 {.x_label = parts.say("갱신 횟수", "updates"),
                  .y_label = parts.say("학습 손실(마스크를 쓴 채)", "training loss, with masks"),
                  .smoothing = 0.9f,
                  .y_low = 0.f,
                  .y_high = 2.5f,
                  .legend = false,
                  .height = small ? 90.f : 130.f});
}

void draw_trial(const Parts& parts) {
  const std::vector<Arm> arms = arms_of(parts.settings.kind);
  if (!parts.snapshot.trial.begun()) {
    ui::heading(parts.say("여러 시드의 평균", "Mean over the seeds"));
    if (ui::trial_offer(parts.say("한 번의 결과는 우연일 수 있다. 단추를 누르고 재생하면 시드를 바꾸어, "
                                  "저마다 알맞은 학습률로 다시 학습한다.",
                                  "One run may be luck. Press the button, then Play: all are trained again "
                                  "from other seeds, each at its best learning rate."),
                        parts.say("여러 시드로 견주기", "Compare over seeds"), 0.f))
      act(parts, "trial");
    return;
  }
  std::vector<ui::Contestant> all;
  for (std::size_t i = 0; i < arms.size(); ++i)
    all.push_back({.name = name_of(arms[i]).in(parts.hand.language), .colour = colour_of(i)});
  constexpr std::size_t error = 1;  // of the measures
  ui::trial(parts.hand, parts.snapshot.trial, all,
            {.measure = parts.say("테스트 오류율", "Test error"), .index = error});
  ui::caption(ui::filled(parts,
                         {"실행마다 갱신 {0}번. 학습률은 저마다 미리 골라 둔, 가장 알맞은 값이다.",
                          "{0} updates in every run, each at a learning rate tuned beforehand."},
                         trial_updates));
}

void draw_input(const Parts& parts, Matrix& pad) {
  const Snapshot& s = parts.snapshot;
  constexpr float most_side = 112.f;
  {
    ui::Flow flow("input", most_side, 2);
    flow.next();
    if (ui::sketch_pad("pad", pad,
                       {.name = parts.say("그림판", "Drawing pad"),
                        .hint = parts.say("여기에 그리기", "Draw here"),
                        .clear = parts.say("지우기", "Clear"),
                        .most_side = most_side})
            .changed)
      parts.settings.drawing = io::write_sketch(pad);
    flow.next();
    const ui::GridImage image = {.image = {side, side, 1, s.input}};
    ui::image_grid("read", {&image, 1},
                   {.name = parts.say("신경망이 받는 이미지", "Network input"), .most_pixel = 4.f});
    ui::caption(s.truth < 0
                    ? parts.say("신경망이 받는 이미지", "Network input")
                    : ui::filled(parts, {"테스트 이미지, 정답 {0}", "Test image, label {0}"}, s.truth));
  }
  int place = parts.settings.digit - 1;
  if (ui::timeline("example", place, shown_digits, {.name = parts.say("테스트 이미지", "Test image")})) {
    parts.settings.digit = place + 1;
    parts.settings.drawing.clear();
  }
}

void draw_answers(const Parts& parts, std::vector<Answer> answers) {
  std::erase_if(answers, [](const Answer& answer) { return answer.chances->empty(); });
  if (answers.empty()) return;
  Matrix table{static_cast<int>(answers.size()), classes, {}};
  std::vector<std::string> rows, columns;
  for (const Answer& answer : answers) {
    table.values.insert(table.values.end(), answer.chances->begin(), answer.chances->end());
    rows.push_back(answer.who);
  }
  for (int i = 0; i < classes; ++i) columns.push_back(std::to_string(i));
  ui::heat_map("answers", table,
               {.title = parts.say("숫자마다의 확률", "Probability of each digit"),
                .range = ui::ColourRange{-1.f, 1.f},
                .row_axis = parts.say("신경망", "network"),
                .column_axis = parts.say("숫자", "digit"),
                .row_labels = rows,
                .column_labels = columns,
                .highlighted_column = parts.snapshot.truth,
                .scale_bar = false});
}

ui::HeatMapResult draw_mask(const char* id, const MaskPicture& picture, ui::HeatMapOptions options) {
  Matrix values = picture.plain;
  std::vector<ui::Cell> crossed;
  for (int row = 0; row < values.rows; ++row)
    for (int column = 0; column < values.columns; ++column) {
      values.at(row, column) *= picture.mask.at(row, column);
      if (picture.mask.at(row, column) == 0) crossed.push_back({row, column});
    }
  options.crossed = crossed;
  options.scale_bar = false;
  return ui::heat_map(id, values, options);
}

void add_mask_terms(const Parts& parts, float value, float mask, std::vector<ui::Term>& terms) {
  const float keep = 1 - parts.settings.rate;
  terms.push_back({.text = "× " + std::string(mask == 0 ? "0" : "1"), .note = parts.say("마스크", "mask")});
  terms.push_back({.text = "/ " + ui::fixed_text(keep), .note = "q = 1 − p"});
  terms.push_back(
      {.text = "= " + ui::fixed_text(value * mask), .strong = true, .note = parts.say("출력", "output")});
}

void draw_layers(const Parts& parts, bool painted, bool small) {
  const Snapshot& s = parts.snapshot;
  float largest = 1e-6f;
  for (const MaskPicture& picture : s.masks)
    largest = std::max(largest, std::ranges::max(picture.plain.values));
  const float scale = 1 / (1 - parts.settings.rate);
  for (std::size_t layer = 0; layer < s.masks.size(); ++layer) {
    const std::string id = "layer" + std::to_string(layer);
    const int chosen = std::min(parts.settings.unit, units_of(parts.settings)) - 1;
    const bool here = !painted && static_cast<int>(layer) + 1 == parts.settings.layer;
    const int off = static_cast<int>(std::ranges::count(s.masks[layer].mask.values, 0.f));
    const std::string name =
        ui::filled(parts, {"은닉층 {0}: {1}개 가운데 {2}개 꺼짐", "Hidden layer {0}: {2} of {1} units off"},
                   layer + 1, s.masks[layer].mask.values.size(), off);
    const ui::HeatMapResult result =
        draw_mask(id.c_str(), s.masks[layer],
                  {.name = name,
                   .range = ui::ColourRange{-largest * scale, largest * scale},
                   .selected = here ? ui::Cell{chosen / grid_columns, chosen % grid_columns} : ui::Cell{},
                   .values = false,
                   .paintable = painted,
                   .most_cell = 26.f,
                   .least_height = small ? 88.f : 112.f,
                   .most_height = small ? 88.f : 150.f});
    ui::caption(name);
    if (painted && result.painted) {
      const int unit = result.painted.row * grid_columns + result.painted.column;
      const bool on = s.masks[layer].mask.at(result.painted.row, result.painted.column) != 0;
      auto& store = *ImGui::GetStateStorage();
      if (result.stroke_began) store.SetBool(ImGui::GetID(id.c_str()), !on);  // a stroke switches all one way
      const bool wanted = store.GetBool(ImGui::GetID(id.c_str()));
      if (wanted != on)
        act(parts, "unit", {static_cast<float>(layer), static_cast<float>(unit), wanted ? 1.f : 0.f});
    } else if (result.clicked) {
      parts.settings.layer = static_cast<int>(layer) + 1;
      parts.settings.unit = result.clicked.row * grid_columns + result.clicked.column + 1;
    }
  }
}

}  // namespace madang::demos::dropout
