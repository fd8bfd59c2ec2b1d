#include "demo/view.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demos/residual/view_parts.h"
#include "ui/answers.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/trial.h"

namespace madang::demos::residual {

namespace {

const std::vector<demo::Scene>& the_scenes() {
  static const std::vector<demo::Scene> all = {
      {.name = {"기울기 소실", "Vanishing gradient"},
       .story = {"tanh 30층. 일반 신경망의 첫 층에는 기울기가 닿지 않아 찍기에 머문다. 나머지는 배운다.",
                 "30 tanh layers: no gradient reaches plain's first ones, so it goes on guessing. The "
                 "others learn."},
       .state = "recipe=tanh&start=small&depth=30&learning_rate=0.1&gate_bias=-4"},
      {.name = {"성능 저하", "Degradation"},
       .story = {"BN과 ReLU로 기울기는 지켰다. 그래도 일반 신경망은 32층에서 더디다.",
                 "BN and ReLU keep the gradient alive. Still the plain network of 32 layers lags behind."},
       .state = "recipe=normalised&depth=32&learning_rate=0.1&gate_bias=-4"},
      {.name = {"얕을 때", "Shallow"},
       .story = {"8층에서는 넷 모두 배운다. 지름길이 보태는 것이 적다.",
                 "With 8 layers all four learn; skip connections add little."},
       .state = "recipe=normalised&depth=8&learning_rate=0.1&gate_bias=-4"},
      {.name = {"초기화로 고치기", "Cured by initialisation"},
       .story =
           {"Xavier 초기화와 작은 학습률이면 일반 신경망도 30층에서 배운다. 다만 더디다.",
            "With Xavier weights and a small rate the plain network learns at 30 layers, too, if slowly."},
       .state = "recipe=tanh&start=xavier&depth=30&learning_rate=0.01&gate_bias=-4"},
      {.name = {"한계: 쓸모없는 깊이", "Limit: idle depth"},
       .story = {"학습한 잔차 신경망에서 블록을 모두 빼 본다. 손실이 거의 오르지 않는다.",
                 "Every block is left out of the trained residual network. The loss hardly rises."},
       .state = "recipe=tanh&start=small&depth=30&learning_rate=0.1&gate_bias=-4&page=block&left_out=all",
       .start = "kind=residual"},
      {.name = {"한계: 새는 게이트", "Limit: leaky gates"},
       .story = {"게이트가 층마다 12%를 바꾸면 64층 뒤에는 0.03%만 남아 Highway도 배우지 못한다.",
                 "Gates that replace 12% at each of 64 layers leave 0.03%, so Highway doesn't learn "
                 "either."},
       .state = "recipe=tanh&start=small&depth=64&learning_rate=0.1&gate_bias=-2"}};
  return all;
}

const demo::Head& the_head() {
  static const demo::Head all{.scenes = the_scenes(),
                              .choices = {"page"},
                              .otherwise = {"깊이를 바꾸어 어느 신경망이 언제부터 배우지 못하는지 보자.",
                                            "Change the depth and see from where on which network no longer "
                                            "learns."}};
  return all;
}

/// ‖∂L/∂W‖ from the first hidden layer to the last.
void draw_gradients(const Parts& parts) {
  std::vector<ui::Series> series;
  std::vector<float> layers(parts.snapshot.nets.front().gradient.size());
  std::iota(layers.begin(), layers.end(), 1.f);
  for (const Kind kind : in_order)
    if (!layers.empty())
      series.push_back({.name = name_of(kind).in(parts.hand.language),
                        .y = net_of(parts.snapshot, kind).gradient,
                        .x = layers,
                        .colour = static_cast<int>(kind),
                        .dashed = kind == Kind::plain});
  ui::line_plot("gradients", series,
                {.x_label = parts.say("층", "layer"),
                 .y_label = parts.say("기울기 ‖∂L/∂W‖", "gradient ‖∂L/∂W‖"),
                 .y_scale = demo::Scale::logarithmic,
                 .legend = false,  // the colours of the losses
                 .empty_text = parts.say("재생하면 채워진다", "Play fills this in"),
                 .height = 240.f});
}

void cell(const std::string& text) {
  ImGui::TableNextColumn();
  ui::caption(text);
}

/// What the networks cost, and what of the gradient reaches the first layer.
void draw_costs(const Parts& parts) {
  const bool narrow = ui::narrow();
  if (!ImGui::BeginTable("costs", 4, ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_BordersInnerH))
    return;
  ImGui::TableNextRow();
  cell(parts.say("신경망", "Network"));
  cell(parts.say("파라미터", "Parameters"));
  cell(narrow ? parts.say("곱셈·덧셈", "Mult-adds")
              : parts.say("이미지 한 장의 곱셈·덧셈", "Multiply-adds for an image"));
  cell(narrow ? parts.say("첫÷끝 층", "First ÷ last")
              : parts.say("첫 층의 기울기 ÷ 끝 층의 기울기", "Gradient, first layer ÷ last"));
  for (const Kind kind : in_order) {
    const NetPicture& net = net_of(parts.snapshot, kind);
    ImGui::TableNextRow();
    cell(name_of(kind).in(parts.hand.language));
    cell(ui::count_text(static_cast<double>(net.parameters)));
    cell(ui::count_text(static_cast<double>(net.multiply_adds)));
    cell(net.gradient.empty() ? "–" : ui::number_text(net.ratio(), 2));
  }
  ImGui::EndTable();
}

struct TrialCurves {
  std::vector<float> depths, mean, low, high;
};

/// One measure of the trial against the depth.
void draw_measure(const Parts& parts, std::size_t measure, const char* id, const char* y_label,
                  float chance) {
  const demo::TrialPicture& trial = parts.snapshot.trial;
  TrialCurves curves[kind_count];
  std::vector<ui::Series> series;
  for (const Kind kind : in_order) {
    TrialCurves& own = curves[static_cast<std::size_t>(kind)];
    for (std::size_t i = 0; i < trial_depths.size(); ++i) {
      const auto& outcome = trial.outcomes[static_cast<std::size_t>(kind) * trial_depths.size() + i];
      if (outcome.mean.empty()) continue;
      const float mean = outcome.mean[measure], spread = outcome.deviation[measure];
      own.depths.push_back(static_cast<float>(trial_depths[i]));
      own.mean.push_back(mean);
      own.low.push_back(mean - spread);
      own.high.push_back(mean + spread);
    }
    series.push_back({.name = name_of(kind).in(parts.hand.language),
                      .y = own.mean,
                      .x = own.depths,
                      .colour = static_cast<int>(kind),
                      .dashed = kind == Kind::plain,
                      .low = own.low,
                      .high = own.high,
                      .dots = true});
  }
  ui::line_plot(id, series,
                {.x_label = parts.say("깊이", "depth"),
                 .y_label = y_label,
                 .x_scale = demo::Scale::logarithmic,
                 .shares = measure == 1,
                 .y_low = 0.f,
                 .levels = {{parts.say("찍기", "chance"), chance}},
                 .empty_text = parts.say("재생하면 채워진다", "Play fills this in"),
                 .height = 220.f});
}

void draw_trial(const Parts& parts) {
  ui::heading(parts.say("깊이마다 여러 시드의 평균", "Each depth, mean over the seeds"));
  const demo::TrialPicture& trial = parts.snapshot.trial;
  if (!trial.begun()) {
    if (ui::trial_offer(
            parts.say("한 번의 결과는 우연일 수 있다. 단추를 누르고 재생하면 다섯 깊이의 네 신경망을 시드를 "
                      "바꾸어 가며 다시 학습해서 그 평균을 여기에 그린다.",
                      "One run may be luck. Press the button, then Play: all four networks are trained again "
                      "at five depths with other seeds, and the means are drawn here."),
            parts.say("다섯 깊이로 견주기", "Compare five depths"), 0.f))
      act(parts, "trial");
    return;
  }
  {
    ui::Flow flow("measures", 280.f, 2);
    flow.next();
    draw_measure(parts, 0, "losses", parts.say("학습 손실", "training loss"), std::log(10.f));
    flow.next();
    draw_measure(parts, 1, "errors", parts.say("테스트 오류율", "test error"), 0.9f);
  }
  if (!trial.done() && ui::button(parts.say("그만두기", "Stop")))
    act(parts, "stop");
  else if (trial.done() && ui::button(parts.say("처음부터 다시 견주기", "Compare again")))
    act(parts, "trial");
  int failures = 0;
  for (const demo::Outcome& outcome : trial.outcomes) failures += outcome.failures;
  ui::caption(ui::filled(parts,
                         {"평균 ± 표준편차. 실행마다 갱신 {0}번. 끝난 실행: {1} / {2}, 발산해서 뺀 것: {3}.",
                          "Mean ± standard deviation, {0} updates in every run. Runs done: {1} of {2}; "
                          "diverged and left out: {3}."},
                         trial_updates, trial.runs, trial.total, failures));
}

void draw_learning(const Parts& parts) {
  {
    ui::Flow flow("curves", 300.f, 2);
    flow.next();
    ui::curve_plot(parts.hand, "loss",
                   {.x_label = parts.say("갱신 횟수", "updates"),
                    .y_label = parts.say("학습 손실", "training loss"),
                    .smoothing = 0.9f,
                    .y_low = 0.f,
                    .y_high = 3.f,
                    .height = 240.f});
    flow.next();
    draw_gradients(parts);
  }
  std::vector<NamedAnswers> networks;
  for (const Kind kind : in_order) networks.push_back({kind, net_of(parts.snapshot, kind).answers});
  draw_answers(parts, networks);
  draw_costs(parts);
  draw_trial(parts);
}

}  // namespace

void draw_answers(const Parts& parts, const std::vector<NamedAnswers>& networks) {
  std::vector<ui::Answers> rows;
  for (const auto& [kind, answers] : networks)
    rows.push_back({name_of(kind).in(parts.hand.language), static_cast<int>(kind), answers});
  ui::answers("answers", parts.snapshot.examples, parts.snapshot.labels, rows,
              {.name = parts.say("테스트 숫자와 신경망의 답", "Test digits and the networks' answers"),
               .title = parts.say("테스트 숫자", "test digit"),
               .side = side});
  ui::caption(parts.say("칠한 칸: 맞힌 답", "Filled: right answers"));
}

class ResidualView final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language) const override { return the_head(); }
  std::string what_to_see(Language language) const override {
    if (settings.page == Page::block) return about_block(settings, snapshot, language);
    if (settings.page == Page::surface) return about_surface(snapshot, language);
    return snapshot.step > 0 ? verdict(settings, snapshot, language) : std::string();  // else the story
  }
  /// The plain network stands at chance, and the others have begun to learn.
  std::string opening() const override { return "step=40"; }
  double natural_speed() const override { return 30; }
  std::string compared_setting() const override { return "depth"; }

  void draw(demo::Hand& hand) override {
    const Parts parts{hand, settings, snapshot};
    if (snapshot.nets.empty()) return;
    switch (settings.page) {
      case Page::learning:
        return draw_learning(parts);
      case Page::block:
        return draw_block(parts);
      case Page::surface:
        return draw_surface(parts);
    }
  }

  std::string describe(Language language) override {
    if (settings.page == Page::surface)
      return about_surface(snapshot, language) + " " + verdict(settings, snapshot, language);
    return verdict(settings, snapshot, language);
  }
};

namespace {
const demo::RegisterView<ResidualView> registered("residual");
}  // namespace

}  // namespace madang::demos::residual
