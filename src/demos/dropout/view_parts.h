#pragma once

#include <string>
#include <vector>

#include "core/matrix.h"
#include "demo/view.h"
#include "demos/dropout/experiment.h"
#include "ui/arithmetic.h"
#include "ui/heat_map.h"

namespace madang::demos::dropout {

using Parts = demo::Parts<Settings, Snapshot>;

/// What belongs to each of the networks: theme's colour of its curve.
int colour_of(std::size_t arm);
/// The present arm's, counted from 0.
std::size_t arm_of(const Settings& settings);

/// small: on a phone, where these two leave room for what is below.
void draw_curves(const Parts& parts, bool small);
void draw_trial(const Parts& parts);
/// The digit that is read: drawn by the reader, or one of the test.
void draw_input(const Parts& parts, Matrix& pad);
/// Probabilities as a table: a row for each network, a column for each digit.
struct Answer {
  std::string who;
  const std::vector<float>* chances;
};
void draw_answers(const Parts& parts, std::vector<Answer> answers);
/// A picture of values behind their mask; dropped ones are crossed out.
ui::HeatMapResult draw_mask(const char* id, const MaskPicture& picture, ui::HeatMapOptions options);
/// value × 0 or 1 / q = what goes on.
void add_mask_terms(const Parts& parts, float value, float mask, std::vector<ui::Term>& terms);
/// The hidden layers of the dense network; a press chooses a unit, or paints where `painted`.
void draw_layers(const Parts& parts, bool painted, bool small);

void draw_training(const Parts& parts, Matrix& pad);
void draw_ensemble(const Parts& parts, Matrix& pad);
void draw_units(const Parts& parts, Matrix& pad);
void draw_norm(const Parts& parts);
void draw_masked(const Parts& parts, Matrix& pad);  ///< CNN, RNN and Transformer

/// What is to be seen on the page, with its numbers.
std::string sentence(const Settings& settings, const Snapshot& snapshot, Language language);
/// Losses and errors, for a screen reader.
std::string summary(const Settings& settings, const Snapshot& snapshot, Language language);

inline void act(const Parts& parts, const char* name, std::vector<float> numbers = {}) {
  parts.hand.act({.name = name, .numbers = std::move(numbers), .text = {}});
}

}  // namespace madang::demos::dropout
