#include "demo/view.h"

#include <algorithm>
#include <cmath>

#include "demos/batchnorm/view_parts.h"
#include "ui/answers.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/trial.h"

namespace madang::demos::batchnorm {

namespace {

constexpr Norm in_sentences[] = {Norm::batch, Norm::layer, Norm::group, Norm::none};  // the order there

/// "a, b, c", an item at a time.
void add(std::string& list, const std::string& item) { list += (list.empty() ? "" : ", ") + item; }

/// The digits of the test, and below each what the networks take it for.
void draw_answers(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  if (s.examples.empty()) return;
  std::vector<ui::Answers> networks;
  for (const Norm norm : in_sentences) {
    const auto index = static_cast<int>(norm);
    networks.push_back(
        {name_of(norm).in(parts.hand.language), index, s.nets[static_cast<std::size_t>(index)].answers});
  }
  ui::answers("answers", s.examples, s.labels, networks,
              {.name = parts.say("테스트 숫자와 네 신경망의 답", "Test digits and the four answers"),
               .title = parts.say("테스트 숫자", "test digit"),
               .side = side});
  ui::caption(parts.say("칠한 칸: 맞힌 답", "Filled: right answers"));
}

const demo::Head& the_head() {
  static const demo::Head all{
      .scenes =
          {{.name = {"큰 학습률", "Large rate"},
            .story =
                {"η = 2에서 정규화 없는 신경망은 몇 번 갱신하면 발산하고, 층·그룹 정규화는 찍기에 머문다. "
                 "배치 정규화만 배운다.",
                 "At η = 2 the plain network diverges within a few updates, and layer and group norm stay at "
                 "guessing. Only batch norm learns."},
            .state = "learning_rate=2&batch=64"},
           {.name = {"경계", "On the edge"},
            .story =
                {"η = 1에서는 시드가 가른다. 배치 정규화만 늘 배우고, 나머지는 발산하거나 한참 찍다가 늦게 "
                 "배운다.",
                 "At η = 1 the seed decides. Only batch norm always learns; the others diverge, or stay at "
                 "guessing for long and learn late."},
            .state = "learning_rate=1&batch=64"},
           {.name = {"알맞은 학습률", "A suitable rate"},
            .story = {"η = 0.1에서는 넷 모두 배운다. 정규화가 보태는 것이 적다.",
                      "At η = 0.1 all four learn, and the norm adds little."},
            .state = "learning_rate=0.1&batch=64"},
           {.name = {"한계: 배치 2", "Limit: batch of 2"},
            .story =
                {"예가 둘뿐이면 배치 정규화는 어느 쪽이 큰지만 남긴다. 이번에는 배치 정규화만 배우지 못한다.",
                 "Of two examples, batch norm keeps only which is larger. Now it is the only one that does "
                 "not learn."},
            .state = "learning_rate=0.01&batch=2"}},
      .choices = {"page"},
      .otherwise = {"학습률과 배치 크기를 바꾸어 어느 정규화가 견디는지 보자.",
                    "Change the learning rate and the batch size and see which norm can take it."}};
  return all;
}

/// What the four networks do at this rate and batch, in a sentence or two.
std::string verdict(const Snapshot& s, Language language) {
  if (s.nets.empty()) return {};
  std::string losses, standing, gone;
  for (const Norm norm : in_sentences) {
    const NetPicture& net = s.nets[static_cast<std::size_t>(norm)];
    const std::string name = name_of(norm).in(language);
    if (net.diverged)
      add(gone, ui::filled(language, {"{0}({1}번째)", "{0} (update {1})"}, name, net.updates));
    else if (net.stands)
      add(standing, name);
    else
      add(losses, name + " " + ui::fixed_text(net.loss));
  }
  std::string told = ui::filled(language, {"{0}번 갱신.", "{0} updates."}, s.step);
  if (!losses.empty()) told += ui::filled(language, {" 손실: {0}.", " Loss: {0}."}, losses);
  if (!standing.empty())
    told += ui::filled(
        language, {" 찍기(ln 10 = 2.30)에 멈춤: {0}.", " Stuck at guessing, ln 10 = 2.30: {0}."}, standing);
  if (!gone.empty()) told += ui::filled(language, {" 발산: {0}.", " Diverged: {0}."}, gone);
  return told;
}

/// What there is to see in the histograms: how many units of the layer are off in each network.
std::string units_off(const Settings& settings, const Snapshot& s, Language language) {
  const int layer = std::min(settings.layer, s.inside.front().histograms.columns);
  std::string told;
  for (const Norm norm : in_sentences)
    add(told,
        name_of(norm).in(language) + " " +
            ui::percent(s.inside[static_cast<std::size_t>(norm)].off[static_cast<std::size_t>(layer - 1)]));
  return ui::filled(language, {"{0}층에서 꺼진 유닛: {1}.", "Units off in layer {0}: {1}."}, layer, told);
}

/// Of each norm, and where.
std::string lowest_errors(const Parts& parts, std::span<const std::vector<float>> errors,
                          std::span<const float> places) {
  std::string told;
  for (const Norm norm : in_sentences) {
    const auto& own = errors[static_cast<std::size_t>(norm)];
    std::size_t best = own.size();
    for (std::size_t i = 0; i < own.size(); ++i)
      if (std::isfinite(own[i]) && (best == own.size() || own[i] < own[best])) best = i;
    if (best < own.size())
      add(told, name_of(norm).in(parts.hand.language) + " " + ui::percent(own[best]) + " (" +
                    ui::number_text(places[best]) + ")");
  }
  return parts.say("저마다 가장 낮은 오류율: ", "Lowest test error of each: ") + told + ".";
}

struct TrialWords {
  const char* action;             ///< that begins it
  std::span<const float> places;  ///< rates or batch sizes, at which each norm runs
  Text place, offer;              ///< what they are, and the button
  std::string budget;             ///< of a run
};

void offer(const Parts& parts, const TrialWords& words) {
  if (ui::trial_offer(
          parts.say(
              "한 번의 결과는 우연일 수 있다. 단추를 누르고 재생하면 시드를 바꾸어 가며 다시 학습해서 그 "
              "평균을 여기에 그린다.",
              "One run may be luck. Press the button, then Play: every run is repeated with other "
              "seeds, and the means are drawn here."),
          words.offer.in(parts.hand.language).c_str(), 0.f))
    act(parts, words.action);
}

/// Means over seeds against the places, one curve for each norm, and the lowest of each.
void draw_trial(const Parts& parts, const demo::TrialPicture& trial, const TrialWords& words) {
  const Language language = parts.hand.language;
  const std::span<const float> places = words.places;
  ui::heading(parts.say("여러 시드의 평균", "Mean over the seeds"));
  if (!trial.begun()) return offer(parts, words);
  constexpr std::size_t error = 1;  // of the measures
  std::vector<float> mean[norm_count], low[norm_count], high[norm_count];
  std::vector<ui::Series> series;
  std::string failures;
  for (const Norm which : in_sentences) {
    const auto norm = static_cast<std::size_t>(which);
    const std::string name = name_of(which).in(language);
    for (std::size_t place = 0; place < places.size(); ++place) {
      const demo::Outcome& outcome = trial.outcomes[norm * places.size() + place];
      const bool known = !outcome.mean.empty();
      const float middle = known ? outcome.mean[error] : NAN, spread = known ? outcome.deviation[error] : NAN;
      mean[norm].push_back(middle);
      low[norm].push_back(middle - spread);
      high[norm].push_back(middle + spread);
      if (outcome.failures > 0)
        add(failures, name + " " + ui::number_text(places[place]) + " (" + std::to_string(outcome.failures) +
                          "/" + std::to_string(outcome.runs) + ")");
    }
    series.push_back({.name = name,
                      .y = mean[norm],
                      .x = places.first(mean[norm].size()),
                      .colour = static_cast<int>(norm),
                      .dashed = which == Norm::none,
                      .low = low[norm],
                      .high = high[norm]});
  }
  const std::string count = " (" + ui::count_text(trial.runs) + " / " + ui::count_text(trial.total) + ")";
  ui::line_plot(
      words.action, series,
      {.x_label = words.place.in(language),
       .y_label = parts.say("테스트 오류율, 평균 ± 표준편차", "test error, mean ± std. dev.") + count,
       .x_scale = demo::Scale::logarithmic,
       .y_low = 0.f,
       .levels = {{parts.say("찍기", "chance"), 0.9f}},
       .empty_text = parts.say("재생하면 채워진다", "Play fills this in"),
       .height = 230.f});
  const ui::Room room(ui::lines_height(ui::narrow() ? 9 : 6));
  if (trial.done()) ui::paragraph(lowest_errors(parts, mean, places));
  ui::caption(words.budget);
  if (!failures.empty())
    ui::caption(parts.say("발산하여 평균에서 뺀 실행: ", "Diverged, left out of the means: ") + failures);
}

void draw_rate(const Parts& parts) {
  ui::curve_plot(parts.hand, "loss",
                 {.x_label = parts.say("갱신 횟수", "updates"),
                  .y_label = parts.say("학습 손실", "training loss"),
                  .smoothing = 0.9f,
                  .y_low = 0.f,
                  .y_high = 3.f,
                  .height = 220.f});
  draw_answers(parts);
  draw_trial(
      parts, parts.snapshot.rates,
      {.action = "rates",
       .places = trial_rates,
       .place = {"학습률 η", "learning rate η"},
       .offer = {"다섯 학습률로 견주기", "Compare five learning rates"},
       .budget = ui::filled(parts, {"실행마다 갱신 {0}번.", "{0} updates in every run."}, trial_updates)});
}

void draw_batch_trial(const Parts& parts) {
  const std::vector<float> places(trial_batches.begin(), trial_batches.end());
  draw_trial(parts, parts.snapshot.batches,
             {.action = "batches",
              .places = places,
              .place = {"배치 크기", "batch size"},
              .offer = {"다섯 배치 크기로 견주기", "Compare five batch sizes"},
              .budget = ui::filled(
                  parts,
                  {"실행마다 이미지 {0}장. 학습률은 정규화와 배치 크기마다 미리 골라 둔, 가장 알맞은 값이다.",
                   "{0} images in every run. The learning rate is the one that suits each norm at each "
                   "batch size, found beforehand."},
                  ui::count_text(trial_images))});
}

}  // namespace

class BatchNormView final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language) const override { return the_head(); }
  std::string what_to_see(Language language) const override {
    if (settings.page == Page::batch) return over_what(settings, snapshot, language);
    if (settings.page == Page::inside && !snapshot.inside.empty())
      return units_off(settings, snapshot, language);
    return snapshot.step > 0 ? verdict(snapshot, language) : std::string();  // else the scene's story
  }
  /// The plain network is gone, two of the norms stand still, and batch norm has begun to learn.
  std::string opening() const override { return "step=60"; }
  double natural_speed() const override { return 60; }
  std::string compared_setting() const override { return "learning_rate"; }

  void draw(demo::Hand& hand) override {
    const Parts parts{hand, settings, snapshot};
    switch (settings.page) {
      case Page::rate:
        return draw_rate(parts);
      case Page::inside:
        return draw_inside(parts);
      case Page::batch:
        draw_batch(parts);
        return draw_batch_trial(parts);
    }
  }

  std::string describe(Language language) override { return verdict(snapshot, language); }
};

namespace {
const demo::RegisterView<BatchNormView> registered("batchnorm");
}  // namespace

}  // namespace madang::demos::batchnorm
