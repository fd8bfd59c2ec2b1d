#include "demos/prenorm/training.h"

#include <algorithm>
#include <memory>

#include "data/grammar.h"
#include "data/ngram.h"
#include "data/reader_text.h"
#include "io/utf8.h"
#include "nn/losses_classification.h"
#include "optim/adam.h"
#include "optim/schedule.h"

namespace madang::demos::prenorm {

namespace {

constexpr int sentences = 400;
constexpr int updates_at_once = 10;

Corpus make_corpus() {
  Random random(1);
  const std::u32string text =
      data::tidied_text(data::corpus(data::world_grammar(Language::english), sentences, random));
  const std::u32string alphabet = data::alphabet_of(text);
  Corpus corpus;
  for (const char32_t c : alphabet) corpus.alphabet.push_back(io::encode_utf8({&c, 1}));
  for (const char32_t c : text)
    corpus.text.push_back(
        static_cast<std::int32_t>(std::ranges::lower_bound(alphabet, c) - alphabet.begin()));
  const data::Ngram single(corpus.text, corpus.vocabulary(), 1), pairs(corpus.text, corpus.vocabulary(), 2);
  for (int i = 0; i < corpus.vocabulary(); ++i)
    corpus.shares.push_back(static_cast<float>(single.probability({}, i)));
  corpus.unigram = static_cast<float>(single.cross_entropy(corpus.text));
  corpus.bigram = static_cast<float>(pairs.cross_entropy(corpus.text));
  return corpus;
}

std::unique_ptr<Optimizer> optimizer_of(const Model& model, float rate) {
  return std::make_unique<Adam>(model.parameters(), AdamOptions{.learning_rate = rate, .beta2 = beta2});
}

train::Trial::Run run_of(Arm arm, const Settings& settings, std::uint64_t seed) {
  const auto training = std::make_shared<Training>(arm, settings, seed);
  return [=]() -> std::optional<train::Trial::Measured> {
    for (int i = 0; i < updates_at_once && training->steps() < trial_updates; ++i) {
      training->step(batch_at(the_corpus(), seed, training->steps()));
      if (training->fault()) return train::Trial::Measured{{}, true};
    }
    if (training->steps() < trial_updates) return {};
    return train::Trial::Measured{{training->mean_loss(), training->stands() ? 1.f : 0.f}};
  };
}

}  // namespace

const Corpus& the_corpus() {
  static const Corpus corpus = make_corpus();
  return corpus;
}

std::vector<std::int32_t> Corpus::characters_of(std::string_view typed) const {
  std::vector<std::int32_t> found;
  for (const char32_t c : io::decode_utf8(typed)) {
    const auto place = std::ranges::find(alphabet, io::encode_utf8({&c, 1}));
    if (place != alphabet.end()) found.push_back(static_cast<std::int32_t>(place - alphabet.begin()));
  }
  if (found.size() > context) found.erase(found.begin(), found.end() - context);
  return found;
}

Batch batch_at(const Corpus& corpus, std::uint64_t seed, std::uint64_t step) {
  Random random = random_for(seed, Stream::batches, step);
  Batch drawn;
  for (int i = 0; i < batch; ++i) {
    const auto start = random.below(static_cast<std::uint32_t>(corpus.text.size() - context));
    drawn.starts.push_back(static_cast<std::int32_t>(start));
    const auto first = corpus.text.begin() + start;
    drawn.inputs.insert(drawn.inputs.end(), first, first + context);
    drawn.targets.insert(drawn.targets.end(), first + 1, first + context + 1);
  }
  return drawn;
}

float rate_at(Arm arm, const Settings& settings, std::uint64_t step) {
  if (arm != Arm::warm) return settings.learning_rate;
  const int number = static_cast<int>(step), rise = settings.warm_up;
  const float factor = settings.after == After::decay
                           ? NoamSchedule{rise}(number)
                           : LinearWarmUp{rise, 1 / static_cast<float>(rise)}(number);
  return settings.learning_rate * factor;
}

Training::Training(Arm arm, const Settings& settings, std::uint64_t seed)
    : arm_(arm),
      settings_(settings),
      model_(arm, settings.depth, the_corpus().vocabulary(), random_for(seed, Stream::weights)),
      optimizer_(model_, optimizer_of(model_, settings.learning_rate)) {}

void Training::step(const Batch& batch) {
  if (fault_) return;
  optimizer_.set_learning_rate(rate());
  const auto update =
      optimizer_.step([&] { return cross_entropy(model_.logits(batch.inputs, context), batch.targets); });
  fault_ = update.fault;
  if (fault_) return;
  constexpr float kept = 0.95f;
  loss_ = update.loss;
  mean_loss_ = kept * mean_loss_ + (1 - kept) * loss_;
  mean_weight_ = kept * mean_weight_ + (1 - kept);
  ++steps_;
}

void Training::restart() {
  optimizer_ = train::GuardedOptimizer(model_, optimizer_of(model_, settings_.learning_rate));
  fault_.reset();
}

train::Trial trial_of(const Settings& settings, std::uint64_t first_seed) {
  constexpr std::size_t depths = trial_depths.size(), rates = trial_rates.size();
  const auto start = [settings](int contestant, std::uint64_t seed) {
    const auto number = static_cast<std::size_t>(contestant);
    Settings own = settings;
    own.depth = trial_depths[number / rates % depths];
    own.learning_rate = trial_rates[number % rates];
    return run_of(static_cast<Arm>(number / (depths * rates)), own, seed);
  };
  return {arm_count * static_cast<int>(depths * rates), settings.seeds, first_seed, start};
}

}  // namespace madang::demos::prenorm
