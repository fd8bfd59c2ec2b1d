#include <array>

#include "demos/attention/view_picture.h"

namespace madang::demos::attention {

namespace {

struct Step {
  const char* symbol;
  Text meaning;
};

const std::array<Step, stage_count>& steps() {
  static const std::array<Step, stage_count> all = {{
      {"",
       {"가중치가 무작위라서 누가 누구를 보는지에 뜻이 없다. 재생하면 계산을 한 단계씩 따라간다.",
        "The weights are random: the pattern means nothing. Play goes stage by stage."}},
      {"X",
       {"토큰마다 벡터 하나: 임베딩 E에 위치 인코딩을 켰으면 P를 더한다.",
        "One vector per token: the embedding E, plus P when positions are on."}},
      {"Q, K, V",
       {"X에 W_Q, W_K, W_V를 곱해 질의(query), 키(key), 값(value)을 만든다.",
        "X times W_Q, W_K and W_V gives queries, keys and values."}},
      {"Q Kᵀ",
       {"질의와 키의 내적이 점수이다. 방향이 비슷할수록 크다.",
        "The score is the dot product of a query and a key: the more alike, the larger."}},
      {"÷ √d",
       {"점수를 √d와 온도로 나누고, 볼 수 없는 칸을 −∞로 가린다.",
        "Scores are divided by √d and the temperature; what must not be seen becomes −∞."}},
      {"softmax",
       {"행마다 소프트맥스를 취하면 합이 1인 가중치 α가 된다.",
        "Softmax over each row gives weights α that sum to 1."}},
      {"α V",
       {"가중치로 값을 섞는다: 토큰마다 값의 가중평균이다.",
        "The weights mix the values: a weighted mean for each token."}},
      {"Concat · W_O",
       {"헤드들의 결과를 이어 붙이고 W_O를 곱해 출력을 만든다.",
        "The heads are concatenated and multiplied by W_O."}},
  }};
  return all;
}

}  // namespace

const Text& meaning_of(Stage stage) { return steps()[static_cast<std::size_t>(stage)].meaning; }

void draw_stages(Picture& picture) {
  const int now = static_cast<int>(picture.snapshot.stage);
  std::vector<ui::Term> terms;
  for (int stage = 1; stage < stage_count; ++stage) {
    if (stage > 1) terms.push_back({.text = "→"});
    const bool left_out = static_cast<Stage>(stage) == Stage::scaling && !picture.settings.scaled;
    terms.push_back(
        {.text = left_out ? "÷ 1" : steps()[static_cast<std::size_t>(stage)].symbol, .strong = stage == now});
  }
  ui::arithmetic("stages", terms);
}

}  // namespace madang::demos::attention
