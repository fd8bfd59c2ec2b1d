#include <algorithm>
#include <numeric>

#include "demos/rnn/view_parts.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/text.h"
#include "ui/timeline.h"

namespace madang::demos::rnn {

namespace {

constexpr int sequences = 16;
constexpr ui::ColourRange gate_range = {0.f, 1.f};
constexpr ui::ColourRange state_range = {-1.f, 1.f};

struct Panel {
  const char* title;
  const Matrix* values;
  bool gate;
};

std::vector<Panel> panels_of(const Parts& parts) {
  const GatePicture& g = parts.snapshot.gates;
  const std::vector<Panel> all = {
      {parts.say("망각 게이트 f: 과거를 얼마나 남기는가", "Forget gate f: how much of the past is kept"),
       &g.forget_gate, true},
      {parts.say("입력 게이트 i: 새것을 얼마나 들이는가", "Input gate i: how much of the new is let in"),
       &g.input_gate, true},
      {parts.say("출력 게이트 o: 얼마나 내보이는가", "Output gate o: how much is shown"), &g.output_gate,
       true},
      {parts.say("셀 상태 c", "Cell state c"), &g.cell, false},
      {parts.say("갱신 게이트 z: 과거를 얼마나 남기는가", "Update gate z: how much of the past is kept"),
       &g.update_gate, true},
      {parts.say("리셋 게이트 r: 과거를 얼마나 보는가", "Reset gate r: how much of the past is looked at"),
       &g.reset_gate, true},
      {parts.say("은닉 상태 h", "Hidden state h"), &g.hidden, false}};
  std::vector<Panel> present;
  for (const Panel& panel : all)
    if (!panel.values->empty()) present.push_back(panel);
  return present;
}

void draw_input(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  if (parts.settings.task == Task::text) {
    std::string text;
    for (const std::string& letter : s.letters) text += letter;
    return ui::paragraph("“" + text + "”");
  }
  if (s.gates.input.empty()) return;
  ui::HeatMapOptions options;
  const bool is_adding = s.gates.input.rows == 2;
  options.name = is_adding
                     ? parts.say("입력: 위는 수, 아래는 표시", "Input: numbers above, marks below")
                     : parts.say("입력: 빈칸, 글자 여덟 가지, 물음", "Input: blank, eight symbols, question");
  options.colours = ui::ColourMap::sequential;
  options.range = gate_range;
  options.row_axis = parts.say("행", "row");
  options.column_axis = parts.say("시각", "time");
  options.values = options.scale_bar = false;
  options.most_height = is_adding ? 36.f : 70.f;
  ui::heat_map("input", s.gates.input, options);
  ui::caption(options.name);
}

void draw_kept(const Parts& parts) {
  const GatePicture& g = parts.snapshot.gates;
  if (g.kept.empty()) return;
  std::vector<float> times(g.kept.size());
  std::iota(times.begin(), times.end(), 1.f);
  const ui::Series series[] = {{.name = name_of(parts.settings.cell),
                                .y = g.kept,
                                .x = times,
                                .colour = colour_of(parts.settings.cell)}};
  ui::LinePlotOptions options;
  options.x_label = parts.say("시각 t", "time t");
  options.y_label = parts.say("과거를 남기는 게이트, 유닛 평균", "gate that keeps the past, mean over units");
  options.y_low = 0.f;
  options.y_high = 1.f;
  options.legend = false;
  options.height = 150.f;
  ui::line_plot("kept", series, options);
}

}  // namespace

void draw_sequence(const Parts& parts) {
  int position = parts.snapshot.sequence - 1;
  const std::string value = std::to_string(position + 1) + " / " + std::to_string(sequences);
  if (ui::timeline("sequence", position, sequences,
                   {.label = parts.say("시퀀스", "Sequence"), .value = value}))
    parts.settings.sequence = position + 1;
}

void draw_gates(const Parts& parts) {
  const std::vector<Panel> panels = panels_of(parts);
  {
    const auto count = static_cast<int>(panels.size()) + (parts.snapshot.gates.kept.empty() ? 0 : 1);
    ui::Flow flow("gates", 270.f, std::min(count, 2));
    for (const Panel& panel : panels) {
      flow.next();
      ui::HeatMapOptions options;
      options.name = panel.title;
      options.colours = panel.gate ? ui::ColourMap::sequential : ui::ColourMap::diverging;
      options.range = panel.gate ? gate_range : state_range;
      options.row_axis = parts.say("유닛", "unit");
      options.column_axis = parts.say("시각", "time");
      options.values = false;
      options.most_height = 120.f;
      ui::heat_map(panel.title, *panel.values, options);
      ui::caption(panel.title);
    }
    if (!parts.snapshot.gates.kept.empty()) {
      flow.next();
      draw_kept(parts);
    }
  }
  draw_input(parts);
  draw_sequence(parts);
  ui::caption(
      parts.settings.cell == Cell::rnn
          ? parts.say(
                "RNN에는 게이트가 없다. 스텝마다 상태 전체를 새로 쓴다. 행은 유닛, 열은 시각이다.",
                "An RNN has no gates: every step overwrites the whole state. Rows are units, columns time.")
          : parts.say("행은 유닛, 열은 시각이다. 과거를 남기는 게이트가 1에 가까운 유닛이 기억을 나른다.",
                      "Rows are units, columns time. Units whose keeping gate is near 1 carry the memory."));
}

}  // namespace madang::demos::rnn
