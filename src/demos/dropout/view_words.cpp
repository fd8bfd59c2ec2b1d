#include <algorithm>
#include <cmath>

#include "demos/dropout/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::dropout {

namespace {

std::string of_training(const Settings& settings, const Snapshot& s, Language language) {
  constexpr float risen = 1.05f;  // times the lowest test loss
  const NetPicture &none = s.nets.front(), &dropped = s.nets.back();
  if (settings.rate >= 0.8f && dropped.test_loss > none.test_loss)
    return ui::filled(language,
                      {"너무 많이 껐다: 드롭아웃의 테스트 손실 {0}, 없음 {1}.",
                       "Too much is dropped: test loss {0} with dropout, {1} without."},
                      ui::fixed_text(dropped.test_loss), ui::fixed_text(none.test_loss));
  const std::string turned =
      none.test_loss > risen * none.lowest_loss
          ? ui::filled(language,
                       {"드롭아웃이 없는 쪽은 과적합한다(테스트 손실 {0}에서 {1}로).",
                        "Without dropout it overfits: test loss up from {0} to {1}."},
                       ui::fixed_text(none.lowest_loss), ui::fixed_text(none.test_loss))
          : ui::filled(language, {"테스트 손실: 드롭아웃 없음 {0},", "Test loss: no dropout {0},"},
                       ui::fixed_text(none.test_loss));
  std::string with;
  const std::vector<Arm> arms = arms_of(settings.kind);
  for (std::size_t i = 1; i < arms.size(); ++i)
    with += (i > 1 ? ", " : " ") + name_of(arms[i]).in(language) + " " + ui::fixed_text(s.nets[i].test_loss);
  const bool behind = std::all_of(s.nets.begin() + 1, s.nets.end(),
                                  [&](const NetPicture& net) { return net.test_loss > none.test_loss; });
  return turned + with + "." +
         (behind ? ui::filled(language, {" 드롭아웃이 아직 뒤진다.", " So far dropout is behind."})
                 : std::string());
}

std::string of_ensemble(const Settings& settings, const Snapshot& s, Language language) {
  if (!settings.deep)
    return ui::filled(
        language,
        {"마스크 1,024개의 기하 평균은 모두 켠 신경망의 답과 정확히 같다. 칸을 눌러 한 마스크를 보자.",
         "The geometric mean of the 1,024 networks is exactly what the whole network says. "
         "Press a cell to see one of them."});
  return ui::filled(
      language,
      {"다음 층의 z까지는 평균이 같지만 ReLU를 지나면 다르다: 로짓의 차이가 {0}까지 난다.",
       "Up to the next layer's z the means agree; behind its ReLU they do not: logits differ by up "
       "to {0}."},
      ui::fixed_text(s.ensemble.output_gap));
}

std::string of_norm(const Snapshot& s, Language language) {
  return ui::filled(
      language,
      {"평가할 때 정규화 출력의 표준편차: 드롭아웃 바로 뒤 {0}, 드롭아웃이 정규화 뒤에 있으면 {1}.",
       "Deviation of the norm's output in evaluation: right behind dropout {0}, with dropout after it {1}."},
      ui::fixed_text(s.shift.layers[hidden_layers]), ui::fixed_text(s.shift.layers[2 * hidden_layers]));
}

}  // namespace

std::string sentence(const Settings& settings, const Snapshot& s, Language language) {
  if (s.nets.empty()) return {};
  if (settings.kind == Kind::norm) return s.shift.layers.empty() ? std::string() : of_norm(s, language);
  if (settings.kind != Kind::dense || settings.page == Page::training)
    return of_training(settings, s, language);
  if (settings.page == Page::ensemble) return of_ensemble(settings, s, language);
  return ui::filled(
      language,
      {"유닛을 문질러 꺼 보자. 곡선은 유닛을 끌수록 어느 신경망이 먼저 무너지는지 보여 준다.",
       "Rub over units to switch them off. The curves show which network breaks first as units go."});
}

std::string summary(const Settings& settings, const Snapshot& s, Language language) {
  std::string text = ui::filled(language, {"{0}번 갱신. ", "{0} updates. "}, s.step);
  const std::vector<Arm> arms = arms_of(settings.kind);
  for (std::size_t i = s.nets.size(); i-- > 0;)
    text += ui::filled(language,
                       {"{0}: 학습 손실 {1}, 테스트 손실 {2}, 오류율 {3}. ",
                        "{0}: training loss {1}, test loss {2}, error {3}. "},
                       name_of(arms[i]).in(language), ui::fixed_text(s.nets[i].loss),
                       ui::fixed_text(s.nets[i].test_loss), ui::percent(s.nets[i].test_error));
  return text;
}

}  // namespace madang::demos::dropout
