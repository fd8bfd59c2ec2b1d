#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "demos/compute/view_parts.h"
#include "ui/canvas.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::compute {

namespace {

std::string value_of(const Row& row, std::size_t at, Quantity quantity) {
  switch (quantity) {
    case Quantity::speed:
      return ui::number_text(row.gflops[at]);
    case Quantity::time:
      return ui::number_text(row.milliseconds[at]);
    case Quantity::error:
      return ui::number_text(row.relative[at], 2);
  }
  return "";
}

/// The fastest way to do the work once stands out: data that stay on the GPU had to come there before.
std::size_t fastest_at(const Snapshot& s, float size) {
  std::size_t fastest = s.rows.size();
  float least = INFINITY;
  for (std::size_t i = 0; i < s.rows.size(); ++i) {
    const auto found = std::ranges::find(s.rows[i].size, size);
    if (found == s.rows[i].size.end() || static_cast<Backend>(i) == Backend::resident) continue;
    const float ms = s.rows[i].milliseconds[static_cast<std::size_t>(found - s.rows[i].size.begin())];
    if (ms < least) least = ms, fastest = i;
  }
  return fastest;
}

void draw_line(const Parts& parts, int n) {
  const Snapshot& s = parts.snapshot;
  const auto& theme = ui::theme();
  const std::size_t fastest = fastest_at(s, static_cast<float>(n));
  ImGui::TableNextRow();
  ui::table_cell(std::to_string(n), theme.muted);
  for (std::size_t i = 0; i < s.rows.size(); ++i) {
    const Row& row = s.rows[i];
    const auto found = std::ranges::find(row.size, static_cast<float>(n));
    if (found == row.size.end()) {
      ui::table_cell("–", theme.muted);
      continue;
    }
    const bool best = i == fastest && parts.settings.quantity != Quantity::error;
    ui::table_cell(value_of(row, static_cast<std::size_t>(found - row.size.begin()), parts.settings.quantity),
                   best ? theme.accent : theme.text);
  }
}

/// The whole table: a line for each size and backend, for spreadsheets with commas, for people with spaces.
std::string table_text(const Snapshot& s, const Settings& settings, bool commas) {
  const char* gap = commas ? "," : "  ";
  const auto line = [&](std::array<std::string, 8> cells) {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (!commas) cells[i].resize(std::max<std::size_t>(cells[i].size(), i == 1 ? 15 : 12), ' ');
      text += (i == 0 ? "" : gap) + cells[i];
    }
    return text + "\n";
  };
  std::string text =
      line({"work", "backend", "n", "ms", "gflops", "flop_per_byte", "max_error", "rel_error"});
  const auto number = [](double value) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.4g", value);
    return std::string(digits);
  };
  for (std::size_t i = 0; i < s.rows.size(); ++i) {
    const Row& row = s.rows[i];
    for (std::size_t k = 0; k < row.size.size(); ++k)
      text += line({settings.work == Work::matmul ? "matmul" : "attention",
                    named(static_cast<Backend>(i)).slug, number(row.size[k]), number(row.milliseconds[k]),
                    number(row.gflops[k]), number(intensity(shape_of(settings), row.size[k])),
                    number(row.difference[k]), number(row.relative[k])});
  }
  return text;
}

void draw_copy(const Parts& parts) {
  const auto copy = [&](bool commas) {
    ImGui::SetClipboardText(table_text(parts.snapshot, parts.settings, commas).c_str());
  };
  if (ui::button(parts.say("글로 복사", "Copy as text"))) copy(false);
  ui::tooltip(parts.say("모든 값을 줄을 맞춘 글로 클립보드에 담는다.",
                        "Puts every number on the clipboard, as aligned text."));
  ImGui::SameLine();
  if (ui::button(parts.say("CSV로 복사", "Copy as CSV"))) copy(true);
  ui::tooltip(parts.say("모든 값을 스프레드시트에 붙일 CSV로 클립보드에 담는다.",
                        "Puts every number on the clipboard as CSV, for spreadsheets."));
}

/// What a backend is, in one sentence.
const Text& description_of(Backend backend) {
  static const Text all[backend_count] = {
      {"CPU에서 수를 하나씩, 공식 그대로 계산한다.",
       "The CPU, one number at a time, written like the formula."},
      {"CPU의 벡터 명령으로 수를 네 개씩, 캐시에 맞게 타일로 나누어 계산한다.",
       "The CPU's vector instructions, four numbers at a time, in tiles that fit the caches."},
      {"같은 커널에서 곱셈과 덧셈을 명령 하나로 한다(relaxed madd).",
       "The same kernels with multiply and add in one instruction (relaxed madd)."},
      {"GPU에 올리고, 계산하고, 결과를 읽어 온다.",
       "The GPU, transfers included: upload, compute, read the result."},
      {"데이터를 GPU에 둔 채 여러 번 계산하고 수 하나만 읽어 온다.",
       "The same with data that stay on the GPU: many in a row, one number read back."}};
  return all[static_cast<std::size_t>(backend)];
}

/// What the columns are, and why some end early.
void draw_notes(const Parts& parts) {
  for (int i = 0; i < static_cast<int>(parts.snapshot.rows.size()); ++i) {
    const Row& row = parts.snapshot.rows[static_cast<std::size_t>(i)];
    const auto backend = static_cast<Backend>(i);
    const std::string text =
        name_of(backend, parts.hand.language) + ": " + description_of(backend).in(parts.hand.language);
    const std::string& why = row.why.in(parts.hand.language);
    const std::string longest = parts.say(" n = 1024이면 약 1000000 ms가 걸릴 것이라 재지 않았다.",
                                          " n = 1024 was left out: it would take about 1000000 ms.");
    draw_room(why.empty() ? text : text + " " + why,
              text + (longest.size() < why.size() ? " " + why : longest));
  }
}

std::string time_text(float milliseconds) {
  return milliseconds < 1.f ? ui::number_text(milliseconds * 1000.f) + " µs"
                            : ui::number_text(milliseconds) + " ms";
}

constexpr float bar_height = 12.f;

/// Its name, its time, and below them a bar as long as the time.
void draw_variant(const Parts& parts, std::size_t index, float longest) {
  const Graphics& gpu = parts.snapshot.graphics;
  const auto& theme = ui::theme();
  const bool chosen = gpu.variants[index] == gpu.chosen;
  const std::string time = time_text(gpu.variant_ms[index]);
  const std::string name = variant_name(gpu.variants[index], parts.hand.language);
  const ui::Canvas c = ui::still_canvas(
      name.c_str(), {ui::width_or_available(0.f), ui::body_size + bar_height + 10.f}, name + " " + time);
  const float room = c.width() - ui::text_width(time, ui::body_size) - 12.f;
  ui::draw_text(*c.list, c.low, chosen ? theme.accent : theme.text, ui::elided(name, room, ui::body_size),
                ui::body_size);
  ui::draw_text(*c.list, {c.high.x - ui::text_width(time, ui::body_size), c.low.y}, theme.muted, time,
                ui::body_size);
  const float top = c.low.y + ui::body_size + 3.f;
  const float length = std::max(2.f, c.width() * gpu.variant_ms[index] / longest);
  c.list->AddRectFilled({c.low.x, top}, {c.high.x, top + bar_height}, theme.panel, 3.f);
  c.list->AddRectFilled({c.low.x, top}, {c.low.x + length, top + bar_height},
                        chosen ? theme.accent : theme.muted, 3.f);
}

void draw_variants(const Parts& parts) {
  const Graphics& gpu = parts.snapshot.graphics;
  constexpr int most = 4;  // variants of a kind of work
  constexpr float row = ui::body_size + bar_height + 10.f;
  const ui::Room room(ui::lines_height(1) + most * (row + ImGui::GetStyle().ItemSpacing.y));
  if (gpu.variants.empty()) {
    const std::string text = parts.say("아직 튜닝하지 않았다", "Not tuned yet");
    const ui::Canvas c = ui::still_canvas("none", {ui::width_or_available(0.f), most * row}, text);
    c.list->AddRectFilled(c.low, c.high, ui::theme().panel, 8.f);
    return ui::draw_text_centred(*c.list, c.low, c.high, ui::theme().muted, text, ui::body_size);
  }
  ui::caption(ui::filled(
      parts, {"n = {0}인 {1}에 걸린 시간. 짧을수록 좋다.", "{1} of n = {0}: its time. Shorter is better."},
      gpu.tuned_size, demo::label_of(parts.settings, &Settings::work)));
  const float longest = *std::ranges::max_element(gpu.variant_ms);
  for (std::size_t i = 0; i < gpu.variants.size(); ++i) draw_variant(parts, i, longest);
}

}  // namespace

std::string variant_name(std::string name, Language language) {
  if (language == Language::english) return name;
  for (const auto& [english, korean] : {std::pair{"tiles of ", "타일 "}, std::pair{"tiles", "타일"},
                                        std::pair{"direct", "직접 읽기"}, std::pair{"quads", "쿼드"}})
    if (const auto at = name.find(english); at != std::string::npos)
      name.replace(at, std::string_view(english).size(), korean);
  return name;
}

void draw_table(const Parts& parts) {
  const auto columns = static_cast<int>(parts.snapshot.rows.size()) + 1;
  if (parts.snapshot.rows.empty()) return;
  ui::caption(ui::filled(parts, {"{0}: n마다, 장치마다", "{0}, by n and backend"},
                         demo::label_of(parts.settings, &Settings::quantity)));
  constexpr float tight = 2.f;
  ImGui::PushStyleVarX(ImGuiStyleVar_CellPadding, ui::narrow() ? tight : ImGui::GetStyle().CellPadding.x);
  const bool open =
      ImGui::BeginTable("table", columns, ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_BordersInnerH);
  ImGui::PopStyleVar();
  if (!open) return;
  ImGui::PushFont(nullptr, ui::narrow() ? ui::tiny_size : ui::small_size);  // six columns on a phone
  ImGui::TableNextRow();
  ui::table_cell("n", ui::theme().muted);
  for (int i = 0; i + 1 < columns; ++i) {
    std::string name = name_of(static_cast<Backend>(i), parts.hand.language);
    std::ranges::replace(name, ' ', '\n');
    ui::table_cell(name, ui::theme().text);
  }
  for (int n = smallest; n <= parts.settings.largest_size(); n *= 2) draw_line(parts, n);
  ImGui::PopFont();
  ImGui::EndTable();
  draw_copy(parts);
  draw_notes(parts);
  draw_graphics(parts);
}

void draw_tuner(const Parts& parts) {
  const Graphics& gpu = parts.snapshot.graphics;
  draw_variants(parts);
  const std::string name = variant_name(gpu.chosen, parts.hand.language);
  std::string chosen;
  if (!name.empty())
    chosen = gpu.variants.empty() ? ui::filled(parts, {"전에 고른 것: {0}.", "Chosen before: {0}."}, name)
                                  : ui::filled(parts, {"고른 것: {0}.", "Chosen: {0}."}, name);
  draw_room(chosen, "1");
  ImGui::BeginDisabled(!gpu.on || gpu.variants.empty());
  if (ui::button(parts.say("다시 튜닝하기", "Tune again")))
    parts.hand.act({.name = "tune", .numbers = {}, .text = {}});
  ImGui::EndDisabled();
  ui::caption(parts.say(
      "GPU에서는 일을 스레드에 나누는 방법이 여럿이고, 어느 것이 빠른지는 GPU마다 다르다. 그래서 모두 "
      "재어 보고 가장 빠른 것을 이 기기에 기억해 둔다. 다른 데모도 그것을 쓴다.",
      "There are several ways to divide the work among the threads of a GPU, and which is fastest "
      "depends on the GPU. So each is tried, and the fastest remembered on this device, for all demos."));
  draw_graphics(parts);
}

}  // namespace madang::demos::compute
