#include <cmath>

#include "demos/rnn/view_parts.h"
#include "ui/controls.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::rnn {

namespace {

/// "loss 0.153, not solved"
std::string standing(const CellPicture& cell, Task task, bool korean) {
  std::string text = (korean ? "손실 " : "loss ") + ui::number_text(cell.loss);
  if (task != Task::adding) text += (korean ? ", 정답 " : ", right ") + percent(cell.right);
  if (task == Task::text) return text;
  if (cell.solved) return text + (korean ? ", 풀었다" : ", solved");
  return text + (korean ? ", 아직 못 풀었다" : ", not solved yet");
}

std::string far_name(const Snapshot& s, bool korean) {
  const std::string distance = std::to_string(s.far_distance);
  return korean ? distance + "스텝 전의 기울기: " : "gradient " + distance + " steps back: ";
}

}  // namespace

std::string percent(float share) { return ui::number_text(std::round(share * 100.f), 3) + "%"; }

std::string share_text(float share) {
  if (!std::isfinite(share)) return "?";
  return share == 0 ? "0 (< 1e−45)" : ui::number_text(share, 2);
}

void draw_scores(const Parts& parts) {
  ui::Flow flow("scores", 180.f, static_cast<int>(all_cells.size()));
  for (const Cell cell : all_cells) {
    flow.next();
    const CellPicture& now = parts.cell(cell);
    ImGui::PushStyleColor(ImGuiCol_Text, ui::theme().series_colour(colour_of(cell)));
    ImGui::TextUnformatted(name_of(cell));
    ImGui::PopStyleColor();
    ImGui::SameLine();
    ui::caption(standing(now, parts.settings.task, parts.korean()).c_str());
    const std::string distance = std::to_string(parts.snapshot.far_distance);
    ui::caption((parts.korean() ? distance + "스텝 전의 기울기: " + share_text(now.far_share) + "배"
                                : "gradient at " + distance + ": " + share_text(now.far_share) + "×")
                    .c_str());
  }
}

void draw_pages(const Parts& parts) {
  const std::vector<std::string> names = {parts.say("기울기와 거리", "Gradient & distance"),
                                          parts.say("게이트", "Gates"), parts.say("답", "Answers")};
  int page = static_cast<int>(parts.settings.page);
  if (ui::segmented("page", names, page)) parts.settings.page = static_cast<Page>(page);
}

void draw_cells(const Parts& parts) {
  const std::vector<std::string> names = {"RNN", "LSTM", "GRU"};
  int cell = static_cast<int>(parts.settings.cell);
  if (ui::segmented("cell", names, cell)) parts.settings.cell = static_cast<Cell>(cell);
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  const bool korean = language == Language::korean;
  if (s.cells.size() != all_cells.size())
    return korean ? "세 셀을 준비하고 있다." : "The three cells are being made.";
  const std::string step = std::to_string(s.step);
  std::string text = korean ? step + "번 갱신했다." : "After " + step + " updates.";
  for (const Cell cell : all_cells) {
    const CellPicture& now = s.cells[static_cast<std::size_t>(cell)];
    text += " " + std::string(name_of(cell)) + ": " + standing(now, settings.task, korean) + ", " +
            far_name(s, korean) + share_text(now.far_share) + (korean ? "배." : " of that at the last step.");
  }
  return text;
}

}  // namespace madang::demos::rnn
