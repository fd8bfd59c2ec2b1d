#include <imgui.h>

#include "demos/positional/view_parts.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/text.h"

namespace madang::demos::positional {

namespace {

const char* explanation(const Parts& parts, Scheme scheme) {
  switch (scheme) {
    case Scheme::none:
      return parts.say("자리에 대해 아무것도 알려 주지 않는다. 모델에게 시퀀스는 글자가 담긴 자루이다.",
                       "Nothing is said of places: to the model a sequence is a bag of symbols.");
    case Scheme::sinusoidal:
      return parts.say("기호의 벡터에 더하는 사인과 코사인. 왼쪽 열일수록 빨리 돈다.",
                       "Sines and cosines added to the symbols' vectors; columns to the left turn faster.");
    case Scheme::learned:
      return parts.say("자리마다 배운 벡터. 학습 길이보다 뒤에 있는 행은 처음 뽑은 난수 그대로이다.",
                       "A learned vector for each place. Rows behind the trained length are still the random "
                       "numbers of the start.");
    case Scheme::t5:
      return parts.say(
          "점수에 더하는 배운 값. 거리 3까지는 칸이 하나씩이고 멀수록 여러 거리가 한 칸을 쓴다.",
          "Learned numbers added to the scores: one for each distance up to 3, farther ones share.");
    case Scheme::transformer_xl:
      return parts.say(
          "점수에 더하는 값 v·W_R R/√d. 거리의 사인파를 배운 행렬로 옮긴 것이다.",
          "What v·W_R R/√d adds to the scores: sinusoids of the distance through a learned matrix.");
    case Scheme::rope:
      return parts.say("자리마다 q와 k를 돌리는 각도의 코사인과 사인. 사인파와 같은 각도이다.",
                       "Cosine and sine of the angles by which q and k are turned: those of the sinusoids.");
    case Scheme::alibi:
      return parts.say("점수에서 빼는 거리의 배수. 배우지 않는다. 헤드 1과 3은 앞쪽만, 2와 4는 뒤쪽만 본다.",
                       "A multiple of the distance, taken off the scores and never learned. Heads 1 and 3 "
                       "look back, 2 and 4 "
                       "ahead.");
  }
  return "";
}

std::string axes(const Parts& parts, Scheme scheme) {
  if (has_bias(scheme))
    return ui::filled(parts, {"헤드 {0}, 세로는 질의, 가로는 키", "head {0}, rows: query, columns: key"},
                      parts.settings.head);
  return parts.say("세로는 자리, 가로는 차원", "rows: places, columns: dimensions");
}

void draw_encoding_map(const Parts& parts, int index) {
  const Scheme scheme = parts.scheme(index);
  const Matrix& encoding = parts.model(index).encoding;
  ui::paragraph(name_of(parts, index));
  if (!encoding.empty()) {
    ui::HeatMapOptions options;
    options.title = axes(parts, scheme);
    options.values = false;
    options.most_height = 280.f;
    ui::heat_map("encoding", encoding, options);
  }
  ui::caption(explanation(parts, scheme));
}

/// PE(p + k) = M PE(p), checked in numbers.
void draw_shift(const Parts& parts) {
  ui::field(parts, &Settings::shift);
  ui::paragraph(ui::filled(parts,
                           {"모든 p에서 PE(p + {0}) = M PE(p). 가장 큰 오차: {1}",
                            "PE(p + {0}) = M PE(p) for every p. Largest error: {1}"},
                           parts.settings.shift, ui::number_text(parts.snapshot.shift_error, 2)));
}

}  // namespace

void draw_encoding(const Parts& parts) {
  if (has_bias(parts.settings.scheme) || has_bias(parts.settings.scheme_b)) draw_heads(parts);
  {
    ui::Flow flow("maps", 270.f, 2);
    for (const int i : {0, 1}) {
      flow.next();
      ImGui::PushID(i);
      draw_encoding_map(parts, i);
      ImGui::PopID();
    }
  }
  if (parts.snapshot.shift.empty()) return;  // asked for, not here yet
  draw_shift(parts);
  ui::HeatMapOptions options;
  options.title = parts.say("M: 주파수마다 회전 하나", "M: one turn for each frequency");
  options.values = false;
  options.most_cell = 12.f;
  options.most_height = 260.f;
  ui::heat_map("shift_map", parts.snapshot.shift, options);
}

}  // namespace madang::demos::positional
