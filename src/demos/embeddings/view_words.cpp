#include <algorithm>
#include <cmath>

#include "data/attribute_corpus.h"
#include "demos/embeddings/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::embeddings {

namespace {

const std::vector<std::string>& world_words(Language language) {
  static const std::vector<std::string> korean = data::attribute_world(Language::korean).vocabulary();
  static const std::vector<std::string> english = data::attribute_world(Language::english).vocabulary();
  return language == Language::korean ? korean : english;
}

int place_in(const std::vector<std::string>& words, const std::string& word) {
  const auto found = std::ranges::find(words, word);
  return found == words.end() ? -1 : static_cast<int>(found - words.begin());
}

/// "CBOW 97.1%, skip-gram 99.3%, GloVe 88.2%", of the last of each; nothing of the reader's text.
std::string shares(const Snapshot& s, Language language, std::vector<float> Shares::*which) {
  std::string told;
  for (std::size_t i = 0; i < s.models.size(); ++i) {
    const auto& all = s.models[i].right.*which;
    if (all.empty()) return {};
    told += (told.empty() ? "" : ", ") + name_of(static_cast<Kind>(i)).in(language) + " " +
            ui::percent(all.back());
  }
  return told;
}

bool all_right(const Snapshot& s, float share) {
  return std::ranges::all_of(s.models, [share](const ModelPicture& model) {
    return !model.right.excluded.empty() && model.right.excluded.back() >= share;
  });
}

/// `what` there is to see, and how many analogies are right.
std::string with_shares(const Text& what, const Snapshot& s, Language language) {
  return ui::filled(language, {"{0} 맞힌 유추: {1}(찍으면 {2}).", "{0} Analogies right: {1} (chance {2})."},
                    what, shares(s, language, &Shares::excluded),
                    ui::percent(1.f / static_cast<float>(s.vocabulary - 3)));
}

constexpr std::uint64_t trained = 200;  // updates, after which little changes

std::string map_sentence(const Settings& settings, const Snapshot& s, Language language) {
  constexpr float straight = 0.9f;
  constexpr int few = 6;  // dimensions: less than the words' attributes ask for
  const Text what =
      settings.dimensions <= few
          ? Text{"차원이 모자라 속성이 다 들어가지 않는다.", "Too few dimensions for all the attributes."}
      : settings.skew > 0 ? Text{"치우친 글에서는 상자가 반듯해지지 않는다.", "Skewed: the box stays bent."}
      : settings.family == Family::all ? Text{"재생하면 비슷한 낱말끼리 모인다.", "Play: alike words gather."}
      : settings.family != Family::people
          ? Text{"재생하면 선분들이 나란해진다.", "Play: the lines become parallel."}
      : all_right(s, straight) ? Text{"속성마다 한 방향이 생겼다.", "Each attribute is one direction."}
      : s.step < trained ? Text{"재생하면 상자가 반듯해진다.", "Play: the boxes straighten."}
                         : Text{"상자가 반듯해지지 않았다.", "The boxes have stayed bent."};
  return with_shares(what, s, language);
}

std::string analogies_sentence(const Settings& settings, const Snapshot& s, Language language) {
  constexpr float reached = 0.8f, broken = 1.5f;
  if (settings.skew >= broken)
    return with_shares({"치우친 글: 화살표가 나란하지 않다.", "Skewed: the arrows are not parallel."}, s,
                       language);
  if (settings.skew > 0)
    return ui::filled(language,
                      {"맞힌 유추: {0}. 질문 낱말도 답이면 {1}.", "Right: {0}. Query words allowed: {1}."},
                      shares(s, language, &Shares::excluded), shares(s, language, &Shares::free));
  return with_shares(
      all_right(s, reached) ? Text{"점선의 끝이 답 가까이에 닿는다.", "The dashed lines end near the answer."}
      : s.step < trained
          ? Text{"재생하면 점선의 끝이 답으로 간다.", "Play: the dashed lines reach the answer."}
          : Text{"점선의 끝이 답에 못 미친다.", "Many dashed lines miss the answer."},
      s, language);
}

std::string counts_sentence(const Settings& settings, const Snapshot& s, Language language) {
  constexpr float same = 0.98f;
  const auto& right = s.models[static_cast<std::size_t>(settings.kind)].right.excluded;
  const Text what =
      settings.kind == Kind::cbow
          ? Text{"CBOW에는 칸마다의 목표가 없다.", "CBOW has no goal for a single cell."}
      : s.counts.correlation >= same
          ? Text{"아래 표가 위 표와 같아졌다.", "The lower table has become the upper."}
          : Text{"재생하면 아래 표가 위 표를 닮아 간다.", "Play: the lower table nears the upper."};
  return ui::filled(language,
                    {"{0} 상관 {1}, RMS 거리 {2}, 맞힌 유추 {3}.",
                     "{0} Correlation {1}, RMS distance {2}, analogies right {3}."},
                    what, ui::fixed_text(s.counts.correlation), ui::fixed_text(s.counts.distance),
                    right.empty() ? "-" : ui::percent(right.back()));
}

}  // namespace

bool own_text(const Snapshot& snapshot) { return !snapshot.own_words.empty(); }

std::string word_of(const Snapshot& snapshot, Language language, int number) {
  const auto& words = own_text(snapshot) ? snapshot.own_words : world_words(language);
  return number >= 0 && number < std::ssize(words) ? words[static_cast<std::size_t>(number)] : std::string();
}

int number_of(const Snapshot& snapshot, const std::string& word) {
  if (own_text(snapshot)) return place_in(snapshot.own_words, word);
  return std::max(place_in(world_words(Language::korean), word),
                  place_in(world_words(Language::english), word));
}

int colour_of(Kind kind) { return static_cast<int>(kind); }

std::string sentence(const Settings& settings, const Snapshot& s, Language language) {
  if (s.step == 0 || s.models.empty()) return {};
  if (settings.page == Page::counts) return counts_sentence(settings, s, language);
  if (own_text(s))
    return settings.page == Page::map
               ? ui::filled(
                     language,
                     {"낱말을 누르거나 찾아 이웃을 보자. 유추에는 글이 너무 짧다.",
                      "Press or search a word for its neighbours. For analogies the text is too short."})
               : ui::filled(language, {"낱말 셋을 적어 보자. 이만한 글에서는 유추가 거의 나오지 않는다.",
                                       "Type three words. A text of this size hardly gives analogies."});
  if (settings.page == Page::map) return map_sentence(settings, s, language);
  return analogies_sentence(settings, s, language);
}

std::string summary(const Snapshot& s, Language language) {
  if (s.models.empty()) return {};
  std::string losses;
  for (std::size_t i = 0; i < s.models.size(); ++i)
    losses += (losses.empty() ? "" : ", ") + name_of(static_cast<Kind>(i)).in(language) + " " +
              ui::number_text(s.models[i].loss);
  std::string told =
      ui::filled(language, {"{0}번 갱신. 손실: {1}.", "{0} updates. Loss: {1}."}, s.step, losses);
  if (const std::string right = shares(s, language, &Shares::excluded); !right.empty())
    told += ui::filled(language, {" 맞힌 유추: {0}.", " Analogies right: {0}."}, right);
  return told;
}

}  // namespace madang::demos::embeddings
