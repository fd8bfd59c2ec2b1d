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

std::string map_sentence(const Settings& settings, const Snapshot& s, Language language) {
  constexpr float straight = 0.95f;
  const bool right = std::ranges::all_of(s.models, [](const ModelPicture& model) {
    return !model.right.excluded.empty() && model.right.excluded.back() >= straight;
  });
  const Text what =
      settings.skew > 0 ? Text{"치우친 글에서는 상자가 반듯해지지 않는다.", "Skewed: the box stays bent."}
      : settings.family == Family::all ? Text{"재생하면 비슷한 낱말끼리 모인다.", "Play: alike words gather."}
      : settings.family != Family::people
          ? Text{"재생하면 선분들이 나란해진다.", "Play: the lines become parallel."}
      : right ? Text{"속성마다 한 방향이 생겼다.", "Each attribute is one direction."}
              : Text{"재생하면 상자가 반듯해진다.", "Play: the boxes straighten."};
  return ui::filled(language, {"{0} 맞힌 유추: {1}(찍으면 {2}).", "{0} Analogies right: {1} (chance {2})."},
                    what, shares(s, language, &Shares::excluded),
                    ui::percent(1.f / static_cast<float>(s.vocabulary - 3)));
}

std::string counts_sentence(const Settings& settings, const Snapshot& s, Language language) {
  const std::string name = name_of(settings.kind).in(language);
  const auto& shares = s.models[static_cast<std::size_t>(settings.kind)].right.excluded;
  const std::string right = shares.empty() ? "-" : ui::percent(shares.back());
  if (settings.kind == Kind::glove)
    return ui::filled(language,
                      {"GloVe의 w·c + b + b′와 ln X: 상관 {0}, RMS 거리 {1}.",
                       "GloVe's w·c + b + b′ beside ln X: correlation {0}, RMS distance {1}."},
                      ui::fixed_text(s.counts.correlation), ui::fixed_text(s.counts.distance));
  return ui::filled(language,
                    {"{2}의 w·c와 PMI − ln k: 상관 {0}, RMS 거리 {1}. 맞힌 유추 {3}.",
                     "{2}: w·c and PMI − ln k: correlation {0}, RMS distance {1}. Analogies right {3}."},
                    ui::fixed_text(s.counts.correlation), ui::fixed_text(s.counts.distance), name, right);
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
  const bool free = settings.page == Page::analogies && settings.skew > 0;
  if (!free)
    return ui::filled(language, {"맞힌 유추: {0}. 찍으면 {1}.", "Analogies right: {0}. Chance {1}."},
                      shares(s, language, &Shares::excluded),
                      ui::percent(1.f / static_cast<float>(s.vocabulary - 3)));
  return ui::filled(language,
                    {"맞힌 유추: {0}. 물은 낱말도 답이면 {1}.", "Right: {0}. Query words allowed: {1}."},
                    shares(s, language, &Shares::excluded), shares(s, language, &Shares::free));
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
