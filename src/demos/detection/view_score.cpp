#include <algorithm>
#include <cmath>

#include "demos/detection/view_parts.h"
#include "ui/bars.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/filled.h"
#include "ui/image_grid.h"
#include "ui/layout.h"
#include "ui/proof.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/trial.h"

namespace madang::demos::detection {

namespace {

/// A press on the curve takes the threshold that leads there.
void draw_curve(const Parts& parts, bool phone) {
  const ScorePicture& score = parts.snapshot.score;
  const ui::Series shown[] = {
      {.name = parts.say("NMS", "NMS"), .y = score.kept.precision, .x = score.kept.recall, .colour = 0},
      {.name = parts.say("NMS 없이", "without NMS"),
       .y = score.raw.precision,
       .x = score.raw.recall,
       .colour = 1,
       .dashed = true},
      {.name = parts.say("NMS, 보간", "NMS, interpolated"),
       .y = score.kept.envelope,
       .x = score.kept.recall,
       .colour = 0,
       .pale = true}};
  const CurvePicture& at = parts.settings.nms ? score.kept : score.raw;
  const float recall = at.objects > 0 ? static_cast<float>(at.right) / static_cast<float>(at.objects) : 0.f;
  const ui::LinePlotResult result =
      ui::line_plot("curve", shown,
                    {.x_label = parts.say("재현율", "recall"),
                     .y_label = parts.say("정밀도", "precision"),
                     .shares = true,
                     .y_low = 0.f,
                     .y_high = 1.f,
                     .marked_x = recall,
                     .empty_text = parts.say("아직 찾은 것이 없다", "Nothing is found yet"),
                     .height = phone ? 200.f : 260.f});
  if (!result.clicked_x || at.recall.empty()) return;
  const auto reached = std::ranges::lower_bound(at.recall, *result.clicked_x) - at.recall.begin();
  const float least = at.score[std::min(static_cast<std::size_t>(reached), at.score.size() - 1)];
  parts.settings.threshold = std::clamp(std::floor(100 * least) / 100, 0.01f, 0.99f);
}

std::string class_or_all(const Parts& parts) {
  const int shown = parts.settings.shown_class;
  return shown > 0 && shown <= parts.settings.classes() ? class_name(shown - 1).in(parts.hand.language)
                                                        : parts.say("모든 클래스", "all classes");
}

/// Precision and recall at the threshold, as the counts that they are made of.
std::string counts(const Parts& parts) {
  const ScorePicture& score = parts.snapshot.score;
  const CurvePicture& at = parts.settings.nms ? score.kept : score.raw;
  const auto share = [](int part, int whole) {
    return whole > 0 ? ui::percent(static_cast<float>(part) / static_cast<float>(whole)) : std::string("–");
  };
  return ui::filled(
      parts,
      {"임계값 {1}, {0}: 상자 {2}개 중 {3}개가 맞다(정밀도 {4}). 물체 {5}개 중 {3}개를 찾았다(재현율 {6}).",
       "Threshold {1}, {0}: {3} of {2} boxes are right (precision {4}); {3} of {5} objects are found (recall "
       "{6})."},
      class_or_all(parts), ui::fixed_text(parts.settings.threshold), at.detections, at.right,
      share(at.right, at.detections), at.objects, share(at.right, at.objects));
}

void draw_classes(const Parts& parts, bool phone) {
  const ScorePicture& score = parts.snapshot.score;
  const auto& shown = parts.settings.nms ? score.average : score.average_raw;
  std::vector<ui::Bar> bars;
  for (std::size_t i = 0; i < shown.size(); ++i)
    bars.push_back({.label = class_name(static_cast<int>(i)).in(parts.hand.language),
                    .value = shown[i],
                    .colour = static_cast<int>(i)});
  const int clicked =
      ui::bars("classes", bars,
               {.title = parts.say("클래스마다의 AP(누르면 곡선)", "AP of each class (press for its curve)"),
                .low = 0.f,
                .high = 1.f,
                .selected = parts.settings.shown_class - 1,
                .means = true,
                .height = phone ? 140.f : 170.f})
          .clicked;
  if (clicked >= 0) parts.settings.shown_class = parts.settings.shown_class == clicked + 1 ? 0 : clicked + 1;
}

/// mAP by each definition, with suppression and without.
void draw_means(const Parts& parts) {
  const ScorePicture& score = parts.snapshot.score;
  const char* const names[] = {parts.say("모든 점(VOC 2010)", "all points (VOC 2010)"),
                               parts.say("11점(VOC 2007)", "11 points (VOC 2007)"),
                               parts.say("101점(COCO)", "101 points (COCO)")};
  ui::small_line(parts.say("mAP@0.5, 정의마다", "mAP@0.5 by each definition"), ui::theme().muted);
  for (std::size_t i = 0; i < std::min(score.means.size(), score.means_raw.size()); ++i)
    ui::small_line(ui::filled(parts, {"{0}: {1}, NMS 없이 {2}", "{0}: {1}, without NMS {2}"}, names[i],
                              ui::fixed_text(score.means[i], 3), ui::fixed_text(score.means_raw[i], 3)),
                   static_cast<int>(i) == static_cast<int>(parts.settings.definition) ? ui::theme().text
                                                                                      : ui::theme().muted);
  ui::proof(parts.hand, "published",
            {.value = score.published,
             .limit = 1e-6f,
             .told = ui::filled(
                 parts,
                 {"조사 논문의 예(검출 24개, 물체 15개)를 세 정의로 다시 계산하면 0.245687, 0.268398, "
                  "0.248160이어야 한다. 차이는 {0}.",
                  "The worked example of a survey (24 detections, 15 objects), computed anew by the "
                  "three definitions, must give 0.245687, 0.268398 and 0.248160. Difference: {0}."},
                 score.published)});
}

void draw_mistakes(const Parts& parts, bool phone) {
  const ScorePicture& score = parts.snapshot.score;
  std::vector<ui::GridImage> images;
  for (std::size_t i = 0; i < most_mistakes; ++i) {
    if (i >= score.mistakes.size()) {
      images.push_back({.image = {side, side, 3, {}}, .label = "–"});
      continue;
    }
    const Mistake& mistake = score.mistakes[i];
    images.push_back({.image = ui::Image::in_batch(score.mistake_images, static_cast<int>(i), side, side, 3),
                      .label = class_name(mistake.label).in(parts.hand.language) +
                               (phone ? std::string() : " " + ui::fixed_text(mistake.score))});
  }
  const std::string name = parts.say("점수가 가장 높은 틀린 상자. 누르면 그 장면을 연다.",
                                     "Wrong boxes with the highest scores. Press one to open its scene.");
  const int clicked =
      ui::image_grid("mistakes", images, {.name = name, .most_pixel = 2.f, .least_side = 84.f}).clicked;
  ui::caption(name);
  if (clicked < 0 || clicked >= static_cast<int>(score.mistakes.size())) return;
  parts.settings.example = score.mistakes[static_cast<std::size_t>(clicked)].scene;
  parts.settings.objects.clear();
  parts.settings.mine.clear();
  parts.settings.page = Page::scene;
}

void draw_trial(const Parts& parts) {
  if (!parts.snapshot.trial.begun()) {
    ui::heading(parts.say("여러 시드의 평균", "Mean over the seeds"));
    if (ui::trial_offer(
            parts.say("한 번의 결과는 우연일 수 있다. 단추를 누르고 재생하면 시드를 바꾸어 다시 학습한다.",
                      "One run may be luck. Press the button, then Play: YOLO is trained again from "
                      "other seeds."),
            parts.say("여러 시드로 견주기", "Compare over seeds"), 0.f))
      parts.hand.act({.name = "trial", .numbers = {}, .text = {}});
    return;
  }
  const ui::Contestant contestants[] = {{.name = parts.say("NMS", "NMS"), .colour = 0},
                                        {.name = parts.say("NMS 없이", "without NMS"), .colour = 1}};
  ui::trial(parts.hand, parts.snapshot.trial, contestants, {.measure = parts.say("mAP@0.5", "mAP@0.5")});
  ui::caption(ui::filled(parts,
                         {"실행마다 갱신 {0}번. 두 막대는 같은 신경망이다.",
                          "{0} updates in every run; both bars are of the same network."},
                         trial_updates));
}

}  // namespace

void draw_score_page(const Parts& parts) {
  if (parts.snapshot.score.means.empty()) return;
  const bool phone = ui::narrow();  // of the page, not of a column
  {
    ui::Flow flow("score", 300.f, 2);
    flow.next();
    draw_curve(parts, phone);
    {
      const ui::Room room(ui::lines_height(4));
      ui::paragraph(counts(parts));
    }
    ui::caption(parts.say("곡선을 누르면 그 점의 임계값이 된다.",
                          "Press the curve for the threshold of that point."));
    flow.next();
    draw_classes(parts, phone);
    draw_means(parts);
  }
  {
    ui::Flow flow("progress", 300.f, 2);
    flow.next();
    ui::curve_plot(parts.hand, "map",
                   {.x_label = parts.say("갱신 횟수", "updates"),
                    .y_label = parts.say("mAP@0.5, 학습에 쓰지 않은 장면", "mAP@0.5, held-out scenes"),
                    .y_low = 0.f,
                    .y_high = 1.f,
                    .height = phone ? 150.f : 190.f});
    flow.next();
    ui::curve_plot(parts.hand, "loss",
                   {.x_label = parts.say("갱신 횟수", "updates"),
                    .y_label = parts.say("학습 손실", "training loss"),
                    .smoothing = 0.9f,
                    .y_low = 0.f,
                    .y_high = 8.f,
                    .height = phone ? 150.f : 190.f});
  }
  draw_mistakes(parts, phone);
  draw_trial(parts);
}

}  // namespace madang::demos::detection
