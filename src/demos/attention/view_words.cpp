#include <algorithm>

#include "demos/attention/view_picture.h"
#include "ui/text.h"

namespace madang::demos::attention {

namespace {

std::string whole_percent(float share) { return std::to_string(static_cast<int>(100 * share + 0.5f)) + "%"; }

std::string learning_words(const Snapshot& snapshot, bool korean) {
  const Learning& learning = snapshot.learning;
  const std::string steps = std::to_string(learning.steps),
                    accuracy = whole_percent(learning.accuracy.back()),
                    weight = ui::fixed_text(learning.right_weight.back()),
                    loss = ui::number_text(learning.loss.back(), 3);
  if (korean)
    return "어텐션 층 하나가 연상 회상을 " + steps + "단계 학습했다. 학습에 쓰지 않은 문제에서 손실은 " +
           loss + ", 정답률은 " + accuracy + "이고, 가장 잘 보는 헤드가 옳은 토큰에 준 가중치는 평균 " +
           weight + "이다.";
  return "One attention layer has trained on associative recall for " + steps +
         " steps. On held-out questions the loss is " + loss + " and the accuracy " + accuracy +
         "; the best head gives the right token a weight of " + weight + " on average.";
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

std::string device_words(const DeviceReport& device, bool korean) {
  const std::string name = device.used == Backend::webgpu ? "WebGPU"
                           : device.used == Backend::simd ? "SIMD"
                           : korean                       ? "스칼라"
                                                          : "scalar code";
  const std::string& reason = korean ? device.reason_korean : device.reason_english;
  const std::string difference = ui::number_text(device.relative_difference, 2);
  if (korean)
    return "αV를 계산한 장치: " + name + ". 배정밀도 계산과의 상대 차이는 " + difference + "이다. " + reason;
  return "αV was computed by " + name + "; relative difference to double precision: " + difference + ". " +
         reason;
}

}  // namespace

std::string describe(const Snapshot& snapshot, const Settings& settings, Language language) {
  const bool korean = language == Language::korean;
  if (snapshot.flow.heads.empty() || snapshot.flow.heads.front().weights.empty())
    return korean ? "아직 계산한 것이 없다." : "Nothing has been computed yet.";
  if (snapshot.learning.active && !snapshot.learning.accuracy.empty())
    return learning_words(snapshot, korean);
  if (settings.page == Page::devices) return device_words(snapshot.device, korean);
  const int heads = static_cast<int>(snapshot.flow.heads.size());
  const int head = std::clamp(settings.head, 0, heads - 1);
  const Strongest link = strongest(snapshot, head);
  const std::string queries = std::to_string(snapshot.tokens.size()),
                    keys = std::to_string(snapshot.source_tokens.size());
  if (korean)
    return std::string(snapshot.flow.cross() ? "크로스 어텐션" : "셀프 어텐션") + ": 토큰 " + queries +
           "개가 토큰 " + keys + "개를 본다. 헤드는 " + std::to_string(heads) + "개이다. 헤드 " +
           std::to_string(head + 1) + "에서 가장 큰 가중치는 ‘" + link.query + "’에서 ‘" + link.key +
           "’(으)로 가는 " + ui::fixed_text(link.weight) + "이다.";
  return std::string(snapshot.flow.cross() ? "Cross-attention" : "Self-attention") + ": " + queries +
         " tokens look at " + keys + " tokens, with " + std::to_string(heads) +
         " head(s). The largest weight of head " + std::to_string(head + 1) + " goes from “" + link.query +
         "” to “" + link.key + "”: " + ui::fixed_text(link.weight) + ".";
}

}  // namespace madang::demos::attention
