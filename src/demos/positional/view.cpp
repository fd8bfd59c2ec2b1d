#include "demo/view.h"

#include <numeric>

#include "demos/positional/view_parts.h"
#include "ui/curve_plot.h"
#include "ui/field.h"
#include "ui/head.h"
#include "ui/line_plot.h"
#include "ui/theme.h"

namespace madang::demos::positional {

namespace {

/// A failure and its cure, as settings: one press sets them all.
const demo::Head& the_head() {
  static const demo::Head all{
      .scenes =
          {{{"위치 정보 없음", "No positions"},
            {"세 칸 앞의 글자를 말하는 과제. 위치 정보가 없으면 아무리 배워도 찍는 수준에 머문다.",
             "Name the letter three places back. Without positions it stays at guessing, however long it "
             "trains."},
            "position=none&position_b=sinusoidal&task=back&offset=3&length=12&size=32",
            "learning_rate=0.01"},
           {{"학습 길이 너머", "Beyond trained length"},
            {"학습된 임베딩은 학습 길이 안에서는 완벽하지만, 그 너머의 벡터는 학습된 적이 없다.",
             "Learned embeddings are perfect within the trained length. Beyond it, their vectors were never "
             "trained."},
            "position=learned&position_b=t5&task=back&offset=3&length=12&size=32",
            "learning_rate=0.01"},
           {{"회전: RoPE", "Rotation: RoPE"},
            {"RoPE는 질의와 키를 자리만큼 돌린다. 점수에 거리만 남아 더 긴 시퀀스에서도 통한다.",
             "RoPE rotates queries and keys by their place: only distances are left, so longer sequences "
             "work too."},
            "position=sinusoidal&position_b=rope&task=back&offset=3&length=12&size=32",
            "learning_rate=0.01"},
           {{"가까운 것 먼저", "Nearest first"},
            {"변수에 마지막으로 대입한 값을 말하는 과제. 가까운 것을 앞세우는 ALiBi는 길이가 세 배여도 "
             "버틴다.",
             "Name the value last assigned. ALiBi, which favours what is near, holds at three times the "
             "trained length."},
            "position=learned&position_b=alibi&task=latest&offset=3&length=12&size=32",
            "learning_rate=0.01"}},
      .choices = {"page"},
      .otherwise = {
          "두 모델은 위치 정보만 다르다. 시드와 첫 가중치, 배치는 모두 같다.",
          "The two models differ only in how they encode position: same seed, initial weights and batches."}};
  return all;
}

constexpr int guess_colour = 5;

void draw_curves(const Parts& parts, float height) {
  const bool accuracy = parts.settings.watched == Watched::accuracy;
  ui::LinePlotOptions options{.x_label = parts.say("갱신 횟수", "updates"), .y_low = 0.f, .height = height};
  options.y_label =
      accuracy ? parts.say("정확도(점선: 학습 길이 너머)", "accuracy (dashed: beyond trained length)")
               : parts.say("테스트 손실(학습 길이)", "test loss (trained length)");
  if (accuracy) options.y_high = 1.f;
  ui::curve_plot(parts.hand, accuracy ? "accuracy" : "loss", options);
}

void draw_places(const Parts& parts, float height) {
  const Snapshot& s = parts.snapshot;
  const std::vector<float> places = counted_from(1, static_cast<int>(s.guess_by_place.size()));
  const auto series = [&](int i) {
    return ui::Series{.name = name_of(parts, i), .y = parts.model(i).by_place, .x = places, .colour = i};
  };
  const ui::Series all[] = {series(0),
                            series(1),
                            {.name = parts.say("찍기", "guess"),
                             .y = s.guess_by_place,
                             .x = places,
                             .colour = guess_colour,
                             .dashed = true}};
  ui::line_plot("places", all,
                {.x_label = parts.say("자리", "place"),
                 .y_label = parts.say("자리마다 정확도(세로줄: 학습한 길이)",
                                      "accuracy by place (line: trained length)"),
                 .shares = true,
                 .y_low = 0.f,
                 .y_high = 1.f,
                 .marked_x = static_cast<float>(s.trained_length),
                 .height = height});
}

void draw_learning(const Parts& parts) {
  const float height = ui::narrow() ? 200.f : 250.f;  // css px
  draw_task(parts);
  {
    ui::Flow flow("plots", 300.f, 2);
    flow.next();
    draw_curves(parts, height);
    flow.next();
    draw_places(parts, height);
  }
  ui::choice(parts, &Settings::watched);
}

}  // namespace

std::vector<float> counted_from(int first, int count) {
  std::vector<float> numbers(static_cast<std::size_t>(count));
  std::iota(numbers.begin(), numbers.end(), static_cast<float>(first));
  return numbers;
}

class PositionalView final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language) const override { return the_head(); }
  double natural_speed() const override { return 30; }
  bool compares_itself() const override { return true; }
  /// B is about to solve the task; A guesses.
  std::string opening() const override { return "step=60"; }
  /// Before anything was learned a scene says what it is about.
  std::string what_to_see(Language language) const override {
    Settings copy = settings;
    auto fields = demo::fields_of(copy);
    const bool first = snapshot.step == 0 && settings.page == Page::learning;
    if (first && ui::scene_in_force(fields, the_head().scenes)) return {};
    return positional::what_to_see(snapshot, settings, language);
  }

  void draw(demo::Hand& hand) override {
    const Parts parts{{hand, settings, snapshot}};
    switch (settings.page) {
      case Page::learning:
        return draw_learning(parts);
      case Page::encoding:
        return draw_encoding(parts);
      case Page::distance:
        return draw_distance(parts);
      case Page::attention:
        return draw_attention(parts);
    }
  }

  std::string describe(Language language) override {
    return positional::describe(snapshot, settings, language);
  }
};

namespace {
const demo::RegisterView<PositionalView> registered("positional");
}  // namespace

}  // namespace madang::demos::positional