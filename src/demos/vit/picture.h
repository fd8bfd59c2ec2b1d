#pragma once

#include "demos/vit/experiment.h"
#include "demos/vit/patches.h"
#include "demos/vit/training.h"

namespace madang::demos::vit {

/// The order of the patches that the settings ask for.
Order order_of(const Settings& settings);

/// What the two networks say to `picture.input`, and on the page of places to the same in this order.
void fill_answers(Snapshot& picture, const Training& training, const Settings& settings, const Order& order);
/// What is drawn on the page that looks, and on that of places.
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
