#include <cmath>

#include "demos/seq2seq/view_parts.h"
#include "ui/curve_plot.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/trial.h"

namespace madang::demos::seq2seq {

namespace {

float plot_height() { return ui::narrow() ? 180.f : 230.f; }

std::string items_label(const Parts& parts) {
  return parts.settings.task == Task::dates ? parts.say("날짜 수", "dates")
                                            : parts.say("다섯 자리씩", "fives of digits");
}

/// One of the measures against the number of items, with the longest line trained on.
void draw_by_length(const Parts& parts, const char* id, const char* label,
                    std::vector<float> ModelPicture::*measure) {
  static constexpr float items[] = {1, 2, 3, 4, 5, 6};
  std::vector<ui::Series> series;
  for (const Attention kind : all_attentions) {
    const std::vector<float>& y = parts.model(kind).*measure;
    const auto count = std::min(y.size(), std::size(items));
    series.push_back({.name = name_of(kind).in(parts.hand.language),
                      .y = std::span(y).first(count),
                      .x = std::span(items).first(count),
                      .colour = colour_of(kind),
                      .dots = true});
  }
  ui::line_plot(id, series,
                {.x_label = items_label(parts),
                 .y_label = label,
                 .shares = true,
                 .y_low = 0.f,
                 .y_high = 1.f,
                 .marked_x = static_cast<float>(parts.snapshot.trained_items),
                 .empty_text = parts.say("재생하면 재어 그린다", "Play measures and draws it"),
                 .height = plot_height()});
}

void draw_costs(const Parts& parts) {
  const auto& theme = ui::theme();
  if (!ImGui::BeginTable("costs", 4, ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_BordersInnerH))
    return;
  ImGui::PushFont(nullptr, ui::small_size);
  for (const char* head : {"", parts.say("파라미터", "parameters"), "RNN", parts.say("어텐션", "attention")})
    ui::table_cell(head, theme.muted);
  for (const Attention kind : all_attentions) {
    const ModelPicture& model = parts.model(kind);
    ImGui::TableNextRow();
    ui::table_cell(name_of(kind).in(parts.hand.language), theme.series_colour(colour_of(kind)));
    ui::table_cell(ui::count_text(model.parameters), theme.text);
    ui::table_cell(ui::short_count(static_cast<std::uint64_t>(model.networks)), theme.text);
    ui::table_cell(ui::short_count(static_cast<std::uint64_t>(model.attention)), theme.text);
  }
  ImGui::PopFont();
  ImGui::EndTable();
  ui::caption(ui::filled(
      parts,
      {"글자 {0}자를 읽고 {1}자를 답하는 데 드는 곱셈 수. RNN은 두 길이의 합에, 어텐션은 곱에 비례한다.",
       "Multiply-adds to read {0} characters and answer with {1}. The RNN’s grow with the sum of "
       "both lengths, the attention’s with their product."},
      parts.snapshot.line.source.size(), parts.snapshot.line.target.size()));
}

void draw_trial(const Parts& parts) {
  std::vector<ui::Contestant> contestants;
  for (const Attention kind : all_attentions)
    contestants.push_back({name_of(kind).in(parts.hand.language), colour_of(kind)});
  const demo::TrialPicture& trial = parts.snapshot.trial;
  const auto share = [&](Attention kind) {
    const auto& mean = trial.outcomes[static_cast<std::size_t>(kind)].mean;
    return mean.empty() ? std::string("–") : ui::percent(mean.front());
  };
  const auto verdict = [&](const std::string& none, const std::string& additive,
                           const std::string& multiplicative) {
    return ui::filled(
        parts,
        {"{0}번 갱신한 뒤, 학습한 가장 긴 줄을 통째로 맞힌 비율: 없음 {1}, 바다나우 {2}, 루옹 {3}.",
         "After {0} updates, longest lines trained on that are right as a whole: none {1}, Bahdanau "
         "{2}, Luong {3}."},
        trial_updates, none, additive, multiplicative);
  };
  if (ui::trial(parts.hand, trial, contestants,
                {.measure = parts.say("가장 긴 줄을 통째로 맞힌 비율", "longest lines right as a whole"),
                 .verdict = trial.done() ? verdict(share(Attention::none), share(Attention::additive),
                                                   share(Attention::multiplicative))
                                         : std::string(),
                 .longest = verdict("100.0%", "100.0%", "100.0%")}))
    parts.hand.act({.name = "trial", .numbers = {}, .text = {}});
}

}  // namespace

void draw_length(const Parts& parts) {
  if (parts.snapshot.models.size() != all_attentions.size()) return;
  {
    ui::Flow flow("plots", 300.f, 2);
    flow.next();
    draw_by_length(parts, "lines", parts.say("통째로 맞힌 줄", "lines right as a whole"),
                   &ModelPicture::lines_right);
    ui::caption(parts.say(
        "학습하지 않은 줄을 길이마다 20개씩 재생하면서 돌아가며 잰다. 세로선까지가 학습한 길이이다.",
        "Twenty lines of each length that were not learned from, measured in turn while it plays. "
        "Lines up to the vertical line were trained on."));
    flow.next();
    draw_by_length(parts, "symbols", parts.say("맞힌 글자", "characters right"),
                   &ModelPicture::symbols_right);
    flow.next();
    ui::curve_plot(parts.hand, "loss",
                   {.x_label = parts.say("갱신 횟수", "updates"),
                    .y_label = parts.say("배치의 교차 엔트로피", "cross-entropy of the batch"),
                    .smoothing = 0.9f,
                    .y_low = 0.f,
                    .height = plot_height()});
    flow.next();
    draw_costs(parts);
  }
  draw_trial(parts);
}

}  // namespace madang::demos::seq2seq
