#include "demos/rnn/lesson.h"

#include <algorithm>
#include <cmath>

#include "data/sequence_tasks.h"

namespace madang::demos::rnn {

namespace {

constexpr int recall_inputs = recall_symbols + 2;  // the blank, the symbols, the question

}  // namespace

Lesson::Lesson(const Settings& settings, std::uint64_t seed)
    : task_(settings.task), items_(settings.items), length_(settings.length) {
  switch (task_) {
    case Task::adding:
      features_ = 2;
      outputs_ = asked_ = 1;
      steps_ = length_;
      break;
    case Task::recall:
      features_ = recall_inputs;
      outputs_ = recall_symbols;
      asked_ = items_;
      steps_ = length_ + 2 * items_;
      break;
    case Task::text:
      corpus_ = make_corpus(settings, seed);
      features_ = outputs_ = static_cast<int>(corpus_.alphabet.size());
      asked_ = steps_ = length_;
      break;
  }
  Random random = random_for(seed, Stream::probe);
  probe_ = make(probe_size, random, corpus_.held_out);
}

float Lesson::idle_loss() const {
  if (task_ == Task::adding) return 1.f / 6.f;
  return task_ == Task::recall ? std::log(static_cast<float>(recall_symbols))
                               : static_cast<float>(corpus_.unigram_entropy);
}

Batch Lesson::make(int rows, Random& random, const std::vector<std::int32_t>& text) const {
  Batch batch;
  batch.inputs = Tensor({rows, steps_, features_});
  if (task_ == Task::adding) batch.targets = Tensor({rows, 1});
  for (int row = 0; row < rows; ++row)
    task_ == Task::adding ? add_adding(batch, row, random) : add_symbols(batch, row, random, text);
  return batch;
}

void Lesson::add_adding(Batch& batch, int row, Random& random) const {
  const data::AddingSequence sequence = data::adding_task(length_, random);
  float* input = batch.inputs.mutable_data() + static_cast<std::ptrdiff_t>(row) * steps_ * features_;
  for (std::size_t t = 0; t < sequence.values.size(); ++t) {
    *input++ = sequence.values[t];
    *input++ = sequence.marks[t];
  }
  batch.targets.mutable_data()[row] = sequence.target;
}

/// One-hot inputs.
void Lesson::add_symbols(Batch& batch, int row, Random& random, const std::vector<std::int32_t>& text) const {
  std::vector<std::int32_t> read;
  if (task_ == Task::recall) {
    const auto pair = data::delayed_recall_task(items_, recall_symbols, length_, random);
    read = pair.input;
    for (auto t = pair.target.end() - asked_; t != pair.target.end(); ++t) batch.labels.push_back(*t - 1);
  } else {
    const auto places = static_cast<std::uint32_t>(text.size() - static_cast<std::size_t>(steps_));
    const auto from = text.begin() + random.below(places);
    read.assign(from, from + steps_);
    batch.labels.insert(batch.labels.end(), from + 1, from + steps_ + 1);
  }
  float* input = batch.inputs.mutable_data() + static_cast<std::ptrdiff_t>(row) * steps_ * features_;
  for (const auto symbol : read) {
    input[symbol] = 1;
    input += features_;
  }
}

}  // namespace madang::demos::rnn
