#include <algorithm>

#include "demos/attention/view_picture.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::attention {

namespace {

std::string learning_words(const Learning& learning, Language language) {
  return ui::filled(
      language,
      {"어텐션 층 하나가 연상 회상을 {0}번 갱신하며 배웠다. 학습에 쓰지 않은 문제에서 손실은 {1}, 정확도는 "
       "{2}이고, 가장 잘 보는 헤드가 옳은 토큰에 준 가중치는 평균 {3}이다.",
       "One attention layer has trained on associative recall for {0} updates. On held-out questions the "
       "loss is {1} and the accuracy {2}; the best head gives the right token a weight of {3} on average."},
      learning.steps, learning.loss, ui::percent(learning.accuracy), ui::fixed_text(learning.right_weight));
}

struct Strongest {
  std::string query, key;
  float weight = 0;
};

Strongest strongest(const Snapshot& snapshot, int head) {
  const Matrix& weights = snapshot.flow.heads[static_cast<std::size_t>(head)].weights;
  const auto largest = std::ranges::max_element(weights.values) - weights.values.begin();
  const auto row = static_cast<std::size_t>(largest / weights.columns);
  const auto column = static_cast<std::size_t>(largest % weights.columns);
  if (row >= snapshot.tokens.size() || column >= snapshot.source_tokens.size()) return {};
  return {snapshot.tokens[row], snapshot.source_tokens[column],
          weights.values[static_cast<std::size_t>(largest)]};
}

std::string mask_words(const Measures& measures, Language language) {
  if (measures.hidden_cells == 0) return {};
  return ui::filled(language,
                    {" 마스크가 가린 칸은 {0}개이고 그 가중치는 0이다. 볼 키가 없는 행은 {1}개이다.",
                     " The mask hides {0} cells, whose weight is 0; {1} rows see no key."},
                    measures.hidden_cells, measures.blind_rows);
}

std::string device_words(const DeviceReport& device, Language language) {
  return ui::filled(language,
                    {"αV를 계산한 장치: {0}. 배정밀도 계산과의 상대 차이는 {1}이다. {2}",
                     "αV was computed by {0}; relative difference to double precision: {1}. {2}"},
                    name_of(device.used), ui::number_text(device.relative_difference, 2), device.reason);
}

/// Of the question that is shown: tokens are a letter with a digit, the last one asks.
std::string learning_sight(const Snapshot& snapshot, Language language) {
  const Learning& learning = snapshot.learning;
  const std::string& pair = snapshot.source_tokens[static_cast<std::size_t>(learning.right_token)];
  return ui::filled(
      language,
      {"{0}의 키는 {1}, 값은 {2}이다. {3}는 {1}의 값을 묻는다. 문제 전체의 정확도는 {4}, 옳은 토큰의 "
       "α는 평균 {5}.",
       "“{0}”: key {1}, value {2}. “{3}” asks for it. Over all questions: accuracy {4}, mean α of "
       "the right token {5}."},
      pair, pair.substr(0, 1), pair.substr(1), snapshot.tokens.back(), ui::percent(learning.accuracy),
      ui::fixed_text(learning.right_weight));
}

Text sight_of(const Settings& settings, const Snapshot& snapshot) {
  if (settings.mask == Mask::drawn && settings.hidden.empty())
    return {
        "α의 칸을 누르거나 끌면 가려진다. 가린 칸을 다시 누르면 보인다. 마스크는 모든 헤드가 함께 쓴다.",
        "Press or drag across cells of α to hide them; press again to show them. All heads share the mask."};
  if (snapshot.stage == Stage::whole && settings.weights == Source::hand)
    return {"가중치는 단위행렬이다. ‘행렬’ 보기에서 칸 하나를 고치면 그 뒤의 행렬이 모두 따라 바뀐다.",
            "The weights are identity matrices. Change a cell under “Matrices” and see."};
  return meaning_of(snapshot.stage);
}

}  // namespace

Text name_of(Backend backend) { return demo::label_of(Settings{}, &Settings::backend, backend); }

std::string describe(const Snapshot& snapshot, const Settings& settings, Language language) {
  if (snapshot.learning.active) return learning_words(snapshot.learning, language);
  if (settings.page == Page::devices) return device_words(snapshot.device, language);
  const int heads = static_cast<int>(snapshot.flow.heads.size());
  const int head = std::clamp(settings.head, 0, heads - 1);
  const Strongest link = strongest(snapshot, head);
  const Text kind = snapshot.flow.cross() ? Text{"크로스 어텐션", "Cross-attention"}
                                          : Text{"셀프 어텐션", "Self-attention"};
  return ui::filled(language,
                    {"{0}: 토큰 {1}개가 토큰 {2}개를 본다. 헤드는 {3}개이다. 헤드 {4}에서 가장 큰 가중치는 "
                     "‘{5}’에서 ‘{6}’(으)로 가는 {7}이다.",
                     "{0}: {1} tokens look at {2} tokens, with {3} head(s). The largest weight of head {4} "
                     "goes from “{5}” to “{6}”: {7}."},
                    kind, snapshot.tokens.size(), snapshot.source_tokens.size(), heads, head + 1, link.query,
                    link.key, ui::fixed_text(link.weight)) +
         mask_words(snapshot.measures, language);
}

std::string what_to_see(const Snapshot& snapshot, const Settings& settings, Language language) {
  if (settings.page == Page::checks)
    return ui::filled(language,
                      {"√d로 나누지 않으면 점수의 분산이 d만큼 커진다. 토큰을 뒤집어 얻은 출력을 다시 "
                       "뒤집으면 차이는 {0}이다.",
                       "Without √d the scores' variance grows like d. Reversed tokens reverse the output, "
                       "with a difference of {0}."},
                      ui::number_text(snapshot.measures.permutation_difference, 2));
  if (settings.page == Page::devices)
    return Text{"같은 αV를 어느 장치에서 계산해도 답은 같고, 걸리는 시간만 다르다.",
                "Whichever device computes αV, the answer is the same; only the time differs."}
        .in(language);
  if (const int blind = snapshot.measures.blind_rows; blind > 0)
    return ui::filled(
        language,
        {"볼 키가 하나도 없는 행이 모든 헤드에서 {0}개이다. α를 모두 0으로 두므로 출력도 0이다.",
         "{0} rows, over all heads, see no key at all: their α is 0 everywhere, and so is what "
         "they mix."},
        blind);
  if (snapshot.learning.active && (settings.mask != Mask::drawn || !settings.hidden.empty()))
    return learning_sight(snapshot, language);
  return sight_of(settings, snapshot).in(language);
}

}  // namespace madang::demos::attention
