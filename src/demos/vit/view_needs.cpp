#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "demos/vit/view_parts.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/trial.h"

namespace madang::demos::vit {

namespace {

constexpr float plot_height = 200.f;

void draw_curves(const Parts& parts) {
  ui::Flow flow("curves", 280.f, 2);
  flow.next();
  ui::curve_plot(parts.hand, "accuracy",
                 {.x_label = parts.say("갱신 횟수", "updates"),
                  .y_label = parts.say("테스트 정확도", "test accuracy"),
                  .y_low = 0.f,
                  .y_high = 1.f,
                  .height = plot_height});
  flow.next();
  ui::curve_plot(parts.hand, "loss",
                 {.x_label = parts.say("갱신 횟수", "updates"),
                  .y_label = parts.say("학습 손실", "training loss"),
                  .smoothing = 0.9f,
                  .y_low = 0.f,
                  .y_high = 2.6f,
                  .height = plot_height});
}

/// Test accuracy against the number of training images, means over seeds.
void draw_trial(const Parts& parts) {
  const demo::TrialPicture& trial = parts.snapshot.trial;
  ui::heading(parts.say("여러 시드의 평균", "Mean over the seeds"));
  if (!trial.begun()) {
    if (ui::trial_offer(
            parts.say("한 번의 결과는 우연일 수 있다. 단추를 누르고 재생하면 이미지 수와 시드를 바꾸어 가며 "
                      "둘을 다시 학습해서 그 평균을 여기에 그린다.",
                      "One run may be luck. Press the button, then Play: both are trained again with 200, "
                      "1,000 and all images and other seeds, and the means are drawn here."),
            parts.say("200장, 1,000장, 12,000장 견주기", "Compare 200, 1,000, 12,000"), 0.f))
      act(parts, "trial");
    return;
  }
  static constexpr float places[image_counts] = {200, 1000, 12000};
  std::vector<float> mean[2], low[2], high[2];
  std::string gaps;
  for (std::size_t i = 0; i < image_counts; ++i) {
    const demo::Outcome& outcome = trial.outcomes[i];
    for (std::size_t net = 0; net < 2; ++net) {
      const bool known = !outcome.mean.empty();
      const float middle = known ? outcome.mean[net] : NAN, spread = known ? outcome.deviation[net] : NAN;
      mean[net].push_back(middle);
      low[net].push_back(middle - spread);
      high[net].push_back(middle + spread);
    }
    if (!outcome.mean.empty())
      gaps += (gaps.empty() ? "" : ", ") + ui::count_text(places[i]) + parts.say("장 ", ": ") +
              ui::fixed_text(100 * outcome.mean[2], 1) + " ± " +
              ui::fixed_text(100 * outcome.deviation[2], 1);
  }
  const std::string names[] = {name_of(parts.settings.network), "CNN"};
  std::vector<ui::Series> series;
  for (std::size_t net = 0; net < 2; ++net)
    series.push_back({.name = names[net],
                      .y = mean[net],
                      .x = places,
                      .colour = static_cast<int>(net),
                      .low = low[net],
                      .high = high[net],
                      .dots = true});
  ui::line_plot(
      "trial", series,
      {.x_label = parts.say("학습 이미지 수", "training images"),
       .y_label = parts.say("테스트 정확도, 평균 ± 표준편차", "test accuracy, mean ± std. dev.") +
                  std::string(" (") + ui::count_text(trial.runs) + " / " + ui::count_text(trial.total) + ")",
       .x_scale = demo::Scale::logarithmic,
       .shares = true,
       .y_low = 0.f,
       .y_high = 1.f,
       .levels = {{parts.say("찍기", "chance"), 1.f / classes}},
       .empty_text = parts.say("재생하면 채워진다", "Play fills this in"),
       .height = plot_height});
  const ui::Room room(ui::lines_height(3));
  ui::paragraph(ui::filled(
      parts, {"CNN이 앞선 만큼(퍼센트포인트): {0}.", "The CNN is ahead by (percentage points): {0}."},
      gaps.empty() ? "…" : gaps));
  ui::caption(ui::filled(
      parts, {"저마다 알맞은 학습률로 {0}번씩 갱신한다.", "{0} updates, each at the rate that suits it."},
      parts.settings.updates));
}

void cell(const std::string& text) {
  ImGui::TableNextColumn();
  ui::caption(text);
}

void draw_costs(const Parts& parts) {
  const auto& costs = parts.snapshot.costs;
  const bool timed = costs.front().ms > 0;
  ui::heading(parts.say("무엇이 드나", "What they cost"));
  if (!ImGui::BeginTable("costs", timed ? 4 : 3,
                         ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_BordersInnerH))
    return;
  ImGui::TableNextRow();
  cell(parts.say("신경망", "Network"));
  cell(parts.say("파라미터", "Parameters"));
  cell(parts.say("이미지당 곱셈·덧셈", "Multiply-adds, image"));
  if (timed) cell(parts.say("이미지당 시간", "Time, image"));
  for (int i = 0; i < static_cast<int>(costs.size()); ++i) {
    const CostRow& row = costs[static_cast<std::size_t>(i)];
    ImGui::TableNextRow();
    if (i == static_cast<int>(parts.settings.network))
      ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, ui::theme().panel);
    cell(i == network_count ? "CNN" : name_of(static_cast<Network>(i)));
    cell(ui::count_text(row.parameters));
    cell(ui::fixed_text(row.multiply_adds / 1e6f) + " M");
    if (timed) cell(ui::number_text(row.ms, 2) + " ms");
  }
  ImGui::EndTable();
  if (ui::button(parts.say("이 기기에서 시간 재기", "Time it on this device"))) act(parts, "measure");
}

/// Multiply-adds of one layer of self-attention against the number of patches: Liu et al. 2021, eq. 1 and 2.
void draw_growth(const Parts& parts) {
  constexpr float window = 16;  // tokens, 4 × 4
  std::vector<float> tokens, full, windowed;
  for (int grid = 4; grid <= 64; grid *= 2) {
    const float n = static_cast<float>(grid * grid), d = width;
    tokens.push_back(n);
    full.push_back((4 * n * d * d + 2 * n * n * d) / 1e6f);
    windowed.push_back((4 * n * d * d + 2 * window * n * d) / 1e6f);
  }
  const ui::Series series[] = {
      {.name = parts.say("모두 서로 봄", "all see all"), .y = full, .x = tokens, .dots = true},
      {.name = parts.say("4×4 창", "windows of 4×4"), .y = windowed, .x = tokens, .dots = true}};
  ui::line_plot(
      "growth", series,
      {.x_label = parts.say("패치 수 n", "patches n"),
       .y_label = parts.say("어텐션 층의 곱셈·덧셈(백만)", "multiply-adds of an attention layer, millions"),
       .x_scale = demo::Scale::logarithmic,
       .y_scale = demo::Scale::logarithmic,
       .height = plot_height});
  ui::caption(ui::filled(
      parts,
      {"식에서 센 값: 4nd² + 2n²d와 4nd² + 2M²nd, d = {0}, M = 4. n이 네 배가 되면 마지막 구간에서 {1}배와 "
       "{2}배가 된다.",
       "Counted by formula: 4nd² + 2n²d and 4nd² + 2M²nd with d = {0}, M = 4. In the last stretch four "
       "times as many patches cost {1} times and {2} times as much."},
      width, ui::fixed_text(full[4] / full[3], 1), ui::fixed_text(windowed[4] / windowed[3], 1)));
}

}  // namespace

void draw_needs(const Parts& parts) {
  if (parts.snapshot.costs.empty()) return;
  draw_curves(parts);
  draw_trial(parts);
  draw_costs(parts);
  draw_growth(parts);
}

}  // namespace madang::demos::vit
