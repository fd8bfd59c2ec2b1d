#include <algorithm>

#include "demos/vit/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::vit {

namespace {

constexpr float learned_by_heart = 0.1f;  // a training loss below this
constexpr float far_behind = 0.15f;       // of the CNN's accuracy

int likeliest(std::span<const float> chances) {
  return static_cast<int>(std::ranges::max_element(chances) - chances.begin());
}

std::string short_answer(const Settings& settings, std::span<const float> chances, Language language) {
  const int guess = likeliest(chances);
  return class_text(settings, guess, language) + " (" +
         ui::percent(chances[static_cast<std::size_t>(guess)]) + ")";
}

/// What both networks say to the image.
std::string answers(const Snapshot& s, const Settings& settings, Language language) {
  const char* const name = name_of(settings.network);
  if (s.step == 0)
    return ui::filled(
        language,
        {"이미지를 패치로 잘라 토큰으로 쓴다. 재생하면 {0}, CNN 둘이 같은 배치로 배우고 어텐션이 자리를 "
         "잡는다.",
         "The image is cut into patches, its tokens. Play: {0} and a CNN learn from the same batches."},
        name);
  std::string text = ui::filled(
      language, {"{0}번 갱신. {1}의 답은 {2}, CNN의 답은 {3}.", "{0} updates. {1} says {2}, the CNN {3}."},
      s.step, name, short_answer(settings, s.network.chances, language),
      short_answer(settings, s.cnn.chances, language));
  if (s.attention.layers > 0)
    text += ui::filled(language, {" 자른 그림의 패치를 누르면 그 패치가 어디를 보는지 나온다.",
                                  " Press a patch of the cut image to see where it looks."});
  return text;
}

/// How the order of the patches matters.
std::string orders(const Snapshot& s, const Settings& settings, Language language) {
  const char* const name = name_of(settings.network);
  if (s.network.mixed_chances.empty()) return {};
  const std::string straight = short_answer(settings, s.network.chances, language),
                    mixed = short_answer(settings, s.network.mixed_chances, language);
  if (s.order_difference >= 0 && !settings.positions)
    return ui::filled(
        language,
        {"위치 임베딩이 없다. 패치를 섞어도 {0}의 답은 그대로 {1}이다: 패치가 든 주머니를 볼 뿐이다.",
         "No position embeddings: however the patches are mixed, {0} says {1} as before. It sees a bag "
         "of patches."},
        name, mixed);
  std::string text = ui::filled(
      language, {"패치를 섞으면 {0}의 답: {1} → {2}.", "With the patches mixed up {0} says: {1} → {2}."},
      name, straight, mixed);
  if (s.looked_step > 0)
    text += ui::filled(language, {" 테스트 정확도: {0} → {1}.", " Test accuracy: {0} → {1}."},
                       ui::percent(s.network.accuracy), ui::percent(s.network.shuffled));
  return text;
}

/// Who is ahead, and whether the training images are known by heart.
std::string standing(const Snapshot& s, const Settings& settings, Language language) {
  const char* const name = name_of(settings.network);
  if (s.looked_step == 0)
    return ui::filled(language,
                      {"이미지 {0}장으로 함께 배운다. 50번 갱신할 때마다 테스트한다.",
                       "Both learn from {0} images and are tested after every 50 updates."},
                      ui::count_text(s.training_images));
  std::string text = ui::filled(language,
                                {"학습 이미지 {0}장, {1}번 갱신 뒤의 테스트 정확도: {2} {3}, CNN {4}.",
                                 "{0} training images. Test accuracy after {1} updates: {2} {3}, CNN {4}."},
                                ui::count_text(s.training_images), s.looked_step, name,
                                ui::percent(s.network.accuracy), ui::percent(s.cnn.accuracy));
  if (s.network.loss < learned_by_heart && s.network.accuracy < s.cnn.accuracy - far_behind)
    text += ui::filled(language,
                       {" {0}: 학습 이미지를 외웠을 뿐이다(손실 {1}).",
                        " {0} has only memorised its training images (loss {1})."},
                       name, s.network.loss);
  return text;
}

}  // namespace

std::string class_text(const Settings& settings, int label, Language language) {
  return data::class_name(settings.data, label).in(language);
}

std::string answer_text(const Parts& parts, std::span<const float> chances) {
  return short_answer(parts.settings, chances, parts.hand.language);
}

std::string query_text(const AttentionPicture& a, Language language) {
  if (a.first_tokens == 0 && a.query == 0) return Text{"모두", "all"}.in(language);
  if (a.query == 0) return Text{"클래스 토큰", "the class token"}.in(language);
  if (a.query < a.first_tokens) return Text{"증류 토큰", "the distillation token"}.in(language);
  return ui::filled(language, {"패치 {0}", "patch {0}"}, a.query - std::max(1, a.first_tokens) + 1);
}

std::string what_to_see(const Snapshot& s, const Settings& settings, Language language) {
  if (s.network.chances.empty()) return {};
  switch (settings.page) {
    case Page::look:
      return answers(s, settings, language);
    case Page::places:
      return orders(s, settings, language);
    case Page::needs:
      return standing(s, settings, language);
  }
  return {};
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  if (s.network.chances.empty()) return {};
  std::string text = ui::filled(
      language,
      {"{0}: {1}번 갱신, 손실 {2}. CNN의 손실은 {3}.", "{0}: {1} updates, loss {2}. The CNN's is {3}."},
      name_of(settings.network), s.step, s.network.loss, s.cnn.loss);
  text += ui::filled(
      language, {" 보이는 이미지에 대한 답: {0}, CNN {1}.", " Answers to the image shown: {0}, CNN {1}."},
      short_answer(settings, s.network.chances, language), short_answer(settings, s.cnn.chances, language));
  return text + " " + standing(s, settings, language);
}

}  // namespace madang::demos::vit
