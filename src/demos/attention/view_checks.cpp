#include <cmath>

#include "demos/attention/view_picture.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/text.h"

namespace madang::demos::attention {

namespace {

void row_sums(const Picture& picture) {
  ui::heading(picture.say("행의 합은 1", "Rows sum to 1"));
  ui::paragraph(ui::filled(picture,
                           {"행의 합과 1의 가장 큰 차이: {0}", "Largest distance of a row's sum from 1: {0}"},
                           ui::number_text(picture.snapshot.measures.row_sum_error, 2)));
  if (picture.snapshot.measures.row_sum_error > 1e-5f)
    ui::caption(picture.say("가중치를 손으로 고쳐 합이 1이 아니다.",
                            "Weights were changed by hand, so the sum is off."));
}

void permutation(const Picture& picture) {
  const Settings& settings = picture.settings;
  ui::heading(picture.say("순서를 뒤집으면", "The tokens in reverse order"));
  ui::paragraph(ui::filled(
      picture,
      {"토큰의 순서를 뒤집어 계산한 출력과 출력을 뒤집은 것의 최대 차이: {0}",
       "Largest difference between the output of the reversed tokens and the reversed output: {0}"},
      ui::number_text(picture.snapshot.measures.permutation_difference, 2)));
  const bool masked = settings.mask_rule().kind != Mask::none;
  if (settings.positions)
    ui::caption(picture.say("위치 인코딩이 순서를 알려 주므로 결과가 달라진다.",
                            "Position encoding tells the order, so the result differs."));
  else if (masked)
    ui::caption(picture.say("마스크가 자리를 가리므로 결과가 달라진다.",
                            "The mask hides places, so the result differs."));
  else
    ui::caption(picture.say(
        "위치 정보가 없으면 순서를 바꾸어도 출력의 순서만 바뀐다(순열 등변성). 위치 인코딩을 켜면 깨진다.",
        "Without positions, reordering the input only reorders the output (permutation "
        "equivariance). Turn on position encoding and it breaks."));
}

void scaling(const Picture& picture) {
  const Scaling& scaling = picture.snapshot.scaling;
  const Measures& measures = picture.snapshot.measures;
  const char* plain = picture.say("나누지 않음", "not divided");
  const char* divided = picture.say("√d로 나눔", "divided by √d");
  {
    ui::Flow flow("scaling", 260.f, 2);
    flow.next();
    const ui::Series variance[] = {{.name = plain, .y = scaling.plain_variance, .x = scaling.depth},
                                   {.name = divided, .y = scaling.scaled_variance, .x = scaling.depth}};
    ui::line_plot("variance", variance,
                  {.x_label = "d",
                   .y_label = picture.say("점수의 분산", "score variance"),
                   .x_scale = demo::Scale::logarithmic,
                   .y_scale = demo::Scale::logarithmic,
                   .height = 180.f});
    flow.next();
    const ui::Series entropy[] = {{.name = plain, .y = scaling.plain_entropy, .x = scaling.depth},
                                  {.name = divided, .y = scaling.scaled_entropy, .x = scaling.depth}};
    ui::line_plot("entropy", entropy,
                  {.x_label = "d",
                   .y_label = picture.say("행의 엔트로피(0–1)", "row entropy (0–1)"),
                   .x_scale = demo::Scale::logarithmic,
                   .y_low = 0.f,
                   .y_high = 1.f,
                   .height = 180.f});
  }
  ui::paragraph(
      ui::filled(picture,
                 {"지금 소프트맥스에 들어가는 점수의 분산: {0}, 행의 평균 엔트로피(0–1): {1}",
                  "Variance of the scores that enter softmax now: {0}, mean row entropy (0–1): {1}"},
                 measures.score_variance, ui::fixed_text(measures.row_entropy)));
  ui::caption(picture.say(
      "그래프는 표준정규분포에서 뽑은 질의와 키 32개로 d = 4…256에서 잰 값이다. 나누지 않으면 분산이 d만큼 "
      "커지고 "
      "소프트맥스가 한 토큰에 쏠려 엔트로피가 0에 가까워진다.",
      "The curves: 32 standard normal queries and keys, d = 4…256. Undivided, the variance grows like d, "
      "softmax collapses onto one token and the entropy nears 0."));
}

}  // namespace

void draw_checks(Picture& picture) {
  scaling(picture);
  row_sums(picture);
  draw_mask_check(picture);
  permutation(picture);
}

}  // namespace madang::demos::attention
