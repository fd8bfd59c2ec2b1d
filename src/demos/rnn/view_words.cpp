#include <cmath>

#include "demos/rnn/view_parts.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::rnn {

namespace {

/// "loss 0.153, not solved"
std::string standing(const CellPicture& cell, Task task, Language language) {
  std::string text = ui::filled(language, {"손실 {0}", "loss {0}"}, cell.loss);
  if (task != Task::adding)
    text += ui::filled(language, {", 정답 {0}", ", right {0}"}, ui::percent(cell.right));
  if (task == Task::text) return text;
  return text + (cell.solved ? ui::filled(language, {", 풀었다", ", solved"})
                             : ui::filled(language, {", 아직 못 풀었다", ", not solved yet"}));
}

}  // namespace

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
    ImGui::TextUnformatted(name_of(cell).c_str());
    ImGui::PopStyleColor();
    ImGui::SameLine();
    ui::caption(standing(now, parts.settings.task, parts.hand.language));
    ui::caption(ui::filled(parts,
                           {"{0}스텝 전의 기울기 ÷ 마지막 스텝의 기울기: {1}",
                            "gradient {0} steps back ÷ at the last step: {1}"},
                           parts.snapshot.far_distance, share_text(now.far_share)));
  }
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  std::string text = ui::filled(language, {"{0}번 갱신했다.", "After {0} updates."}, s.step);
  for (const Cell cell : all_cells) {
    const CellPicture& now = s.cells[static_cast<std::size_t>(cell)];
    text += ui::filled(language,
                       {" {0}: {1}, {2}스텝 전의 기울기는 마지막 스텝의 {3}배이다.",
                        " {0}: {1}, gradient {2} steps back: {3} of that at the last step."},
                       name_of(cell), standing(now, settings.task, language), s.far_distance,
                       share_text(now.far_share));
  }
  return text;
}

}  // namespace madang::demos::rnn
