#include "demo/view.h"

#include <algorithm>
#include <cmath>

#include "demos/batchnorm/view_parts.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/scenes.h"
#include "ui/text.h"

namespace madang::demos::batchnorm {

std::string name_of(Norm norm, Language language) {
  return demo::label_of(Settings{}, &Settings::norm, norm).in(language);
}

namespace {

std::string state_of(const NetPicture& net, Language language) {
  if (net.diverged)
    return ui::filled(language, {"{0}번 갱신한 뒤 발산했다", "diverged after {0} updates"}, net.updates);
  if (net.stands) return ui::filled(language, {"ln 10 = 2.30에 멈춰 있다", "stands at ln 10 = 2.30"});
  return ui::filled(language, {"손실 {0}", "loss {0}"}, ui::number_text(net.loss));
}

void draw_scenes(const Parts& parts) {
  static const ui::Scene all[] = {
      {.name = {"정규화 없이 멈춤", "Plain stands still"},
       .story = {"η = 1에서 정규화 없는 신경망은 ln 10에 멈추고, 배치 정규화는 배운다.",
                 "At η = 1 the plain network stands at ln 10, and the one with batch norm learns."},
       .state = "learning_rate=1&batch=64"},
      {.name = {"알맞은 학습률", "A rate that suits"},
       .story = {"η = 0.1에서는 넷 모두 배운다. 정규화의 몫이 작아진다.",
                 "At η = 0.1 all four learn; little is left for the norm to do."},
       .state = "learning_rate=0.1&batch=64"},
      {.name = {"발산", "Divergence"},
       .story = {"η = 3에서는 정규화 없는 신경망이 발산하고, 층·그룹 정규화도 멈춘다. 배치 정규화만 배운다.",
                 "At η = 3 the plain network diverges, and layer and group norm stand still. Only batch norm "
                 "learns."},
       .state = "learning_rate=3&batch=64"},
      {.name = {"배치 2의 한계", "Limit: batches of 2"},
       .story = {"예가 둘이면 배치 정규화에는 부호만 남는다. 이번에는 배치 정규화가 배우지 못한다.",
                 "Of two examples batch norm keeps signs alone. Now it is the one that does not learn."},
       .state = "learning_rate=0.01&batch=2"}};
  ui::scenes(parts, all,
             {"학습률과 배치 크기를 바꾸어 어느 정규화가 견디는지 보자.",
              "Change the learning rate and the batch and see which norm bears it."});
}

}  // namespace

std::string verdict(const Settings& settings, const Snapshot& s, Language language) {
  if (s.nets.empty() || s.step == 0)
    return ui::filled(language,
                      {"재생하면 첫 가중치와 배치가 같은 신경망 넷이 함께 배운다. 학습률 {0}, 배치 {1}.",
                       "Play: four networks with the same first weights and batches learn together, learning "
                       "rate {0}, batch {1}."},
                      ui::number_text(settings.learning_rate), settings.batch);
  std::string told = ui::filled(language, {"{0}번 갱신, η = {1}: ", "{0} updates, η = {1}: "}, s.step,
                                ui::number_text(settings.learning_rate));
  for (std::size_t i = 0; i < s.nets.size(); ++i)
    told +=
        (i > 0 ? ", " : "") + name_of(static_cast<Norm>(i), language) + " " + state_of(s.nets[i], language);
  return told + ".";
}

void draw_trial(const Parts& parts, const demo::TrialPicture& trial, std::span<const float> places,
                const char* action, const std::string& x_label, const std::string& offer) {
  ui::heading(parts.say("여러 시드의 평균", "Mean over the seeds"));
  if (!trial.begun()) {
    ui::caption(
        parts.say("한 번의 결과는 우연일 수 있다. 단추를 누르고 재생하면 시드를 바꾸어 다시 학습한다.",
                  "One run may be luck. Press the button and play: other seeds are trained."));
    if (ui::button(offer.c_str())) parts.hand.act({.name = action, .numbers = {}, .text = {}});
    return;
  }
  constexpr std::size_t error = 1;  // of the measures
  std::vector<float> mean[norm_count], low[norm_count], high[norm_count];
  std::vector<ui::Series> series;
  std::string failures;
  for (std::size_t norm = 0; norm < norm_count; ++norm) {
    for (std::size_t place = 0; place < places.size(); ++place) {
      const demo::Outcome& outcome = trial.outcomes[norm * places.size() + place];
      const bool known = !outcome.mean.empty();
      const float middle = known ? outcome.mean[error] : NAN, spread = known ? outcome.deviation[error] : NAN;
      mean[norm].push_back(middle);
      low[norm].push_back(middle - spread);
      high[norm].push_back(middle + spread);
      if (outcome.failures > 0)
        failures += (failures.empty() ? "" : ", ") + name_of(static_cast<Norm>(norm), parts.hand.language) +
                    " " + ui::number_text(places[place]) + " (" + std::to_string(outcome.failures) + "/" +
                    std::to_string(outcome.runs) + ")";
    }
    series.push_back({.name = name_of(static_cast<Norm>(norm), parts.hand.language),
                      .y = mean[norm],
                      .x = places,
                      .colour = static_cast<int>(norm),
                      .dashed = norm == 0,
                      .low = low[norm],
                      .high = high[norm]});
  }
  ui::line_plot(action, series,
                {.x_label = x_label,
                 .y_label = ui::filled(parts,
                                       {"테스트 오류율, 평균 ± 표준편차 ({0} / {1})",
                                        "test error, mean ± standard deviation ({0} / {1})"},
                                       trial.runs, trial.total),
                 .x_scale = demo::Scale::logarithmic,
                 .y_low = 0.f,
                 .levels = {{parts.say("찍기", "chance"), 0.9f}},
                 .empty_text = parts.say("재생하면 채워진다", "Play fills this in"),
                 .height = 230.f});
  if (!failures.empty())
    ui::caption(parts.say("발산하여 평균에서 뺀 실행: ", "Diverged, left out of the means: ") + failures);
}

void draw_rate(const Parts& parts) {
  ui::LinePlotOptions options;
  options.x_label = parts.say("갱신 횟수", "updates");
  options.y_label = parts.say("학습 손실(배치 평균)", "training loss of the batches");
  options.y_low = 0.f;
  options.y_high = 3.f;
  options.smoothing = 0.9f;
  options.height = 260.f;
  ui::curve_plot(parts.hand, "loss", options);
  draw_scenes(parts);
  draw_trial(parts, parts.snapshot.rates, trial_rates, "rates", parts.say("학습률 η", "learning rate η"),
             parts.say("다섯 학습률로 견주기", "Compare at five learning rates"));
}

class BatchNormView final : public demo::View<Settings, Snapshot> {
 public:
  double natural_speed() const override { return 60; }
  std::string compared_setting() const override { return "learning_rate"; }

  void draw(demo::Hand& hand) override {
    const Parts parts{hand, settings, snapshot};
    ui::choice(parts, &Settings::page);
    ui::paragraph(verdict(settings, snapshot, hand.language));
    switch (settings.page) {
      case Page::rate:
        return draw_rate(parts);
      case Page::inside:
        return draw_inside(parts);
      case Page::batch:
        return draw_batch(parts);
    }
  }

  std::string describe(Language language) override { return verdict(settings, snapshot, language); }
};

namespace {
const demo::RegisterView<BatchNormView> registered("batchnorm");
}  // namespace

}  // namespace madang::demos::batchnorm
