#pragma once

#include "demos/vit/experiment.h"
#include "demos/vit/training.h"

namespace madang::demos::vit {

/// What the two networks say to `picture.input` and, on the page that looks or that of places, what is drawn
/// there.
void fill_answers(Snapshot& picture, const Training& training, const Settings& settings);
void fill_attention(Snapshot& picture, const Classifier& network, const Settings& settings);
void fill_places(Snapshot& picture, const Classifier& network, const Settings& settings);

/// Of the networks in the order of Network, then of the CNN.
std::vector<CostRow> cost_rows(const Settings& settings);
/// Puts the times of this machine into the rows.
void measure_times(std::vector<CostRow>& rows, const Settings& settings);

/// The training as a script that needs nothing but torch.
std::string pytorch_script(const Settings& settings, const data::ImageSet& set, std::uint64_t seed,
                           std::uint64_t steps);

}  // namespace madang::demos::vit
