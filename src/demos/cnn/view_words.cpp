#include <algorithm>
#include <cmath>

#include "demos/cnn/view_parts.h"
#include "ui/text.h"

namespace madang::demos::cnn {

namespace {

const Text clothes[] = {{"티셔츠", "T-shirt"}, {"바지", "Trouser"},   {"스웨터", "Pullover"},
                        {"드레스", "Dress"},   {"코트", "Coat"},      {"샌들", "Sandal"},
                        {"셔츠", "Shirt"},     {"운동화", "Sneaker"}, {"가방", "Bag"},
                        {"부츠", "Boot"}};

/// "3 billion", "30억"
std::string billions(float count, bool korean) {
  return korean ? grouped(std::round(count / 1e8f)) + "억" : ui::number_text(count / 1e9f, 3) + " billion";
}

}  // namespace

std::string square(int size) { return std::to_string(size) + "×" + std::to_string(size); }

std::string percent(float share) { return ui::fixed_text(share * 100.f, 1) + "%"; }

std::string class_name(Data data, int index, Language language) {
  return data == Data::mnist ? std::to_string(index) : clothes[index].in(language);
}

std::string network_name(int network) {
  return network_options()[static_cast<std::size_t>(network)].label.english;
}

std::string grouped(float count) {
  std::string text = std::to_string(static_cast<long long>(count));
  for (int at = static_cast<int>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

std::string millions(float count) { return ui::number_text(count / 1e6f, 3) + " M"; }

std::string milliseconds(float ms) { return ui::number_text(ms, 2) + " ms"; }

std::string progress(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  std::string text = network_name(static_cast<int>(parts.settings.network));
  text += parts.korean() ? " · 배운 이미지 " + grouped(s.images) + "장"
                         : " · " + grouped(s.images) + " images learned from";
  if (s.step > 0) text += parts.say(" · 손실 ", " · loss ") + ui::fixed_text(s.loss, 3);
  if (s.test_accuracy >= 0)
    text += parts.say(" · 테스트 정확도 ", " · test accuracy ") + percent(s.test_accuracy);
  return text;
}

std::string goal(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const bool korean = parts.korean();
  std::string text;
  if (s.goal_images <= 0)
    text = parts.say("테스트 정확도 97%에 아직 이르지 않았다.", "97% of the test images: not reached yet.");
  else if (korean)
    text = "이미지 " + grouped(s.goal_images) + "장, 곱셈·덧셈 약 " + billions(s.goal_multiply_adds, true) +
           " 번 만에 97%에 이르렀다.";
  else
    text = "97% of the test images were reached after " + grouped(s.goal_images) + " images, about " +
           billions(s.goal_multiply_adds, false) + " multiply-adds.";
  if (s.goal_seconds > 0)
    text += (korean ? " 이 기기의 코어 하나로 " : " On one core of this device that took ") +
            ui::number_text(s.goal_seconds, 3) + parts.say("초 걸렸다.", " s.");
  else if (s.seconds > 0)
    text += (korean ? " 지금까지 학습한 시간은 " : " Time spent on training so far: ") +
            ui::number_text(s.seconds, 3) + parts.say("초이다.", " s.");
  return text;
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  const bool korean = language == Language::korean;
  if (s.chances.empty()) return korean ? "신경망을 준비하고 있다." : "The network is being made.";
  const std::string name = network_name(static_cast<int>(settings.network));
  const auto likeliest = std::ranges::max_element(s.chances);
  const std::string guess =
      class_name(settings.data, static_cast<int>(likeliest - s.chances.begin()), language);
  std::string text = korean ? name + ": 배운 이미지는 " + grouped(s.images) + "장이다."
                            : name + " has learned from " + grouped(s.images) + " images.";
  if (s.step > 0) text += (korean ? " 손실 " : " Loss ") + ui::number_text(s.loss) + ".";
  if (s.test_accuracy >= 0)
    text += (korean ? " 테스트 정확도 " : " Test accuracy ") + percent(s.test_accuracy) + ".";
  const std::string sure = percent(*likeliest);
  text += korean ? " 보이는 이미지에 대한 답은 " + guess + "(" + sure + ")이다."
                 : " Its answer to the picture shown: " + guess + " (" + sure + ").";
  return text;
}

}  // namespace madang::demos::cnn
