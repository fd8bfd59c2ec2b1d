#pragma once

#include <string>
#include <vector>

#include "demo/view.h"
#include "demos/cnn/experiment.h"

namespace madang::demos::cnn {

struct Parts : demo::Parts<Settings, Snapshot> {};

/// What the pad holds when the demo opens.
constexpr const char* drawn_example =
    "0z0z0z0z0n12m10v4fo40u9fo90uafo40ubfg72k10vcfg60z0hdfg50z0hefg41g0z0fhdfgd920w1fme60v1fo40v9fg73"
    "27fhc0w420i5fh40z0hbfg70z0h9fg90z0hbfg70v420i5fh40u9fg7327fhc0vcfn40v5efke60x29dfgd920z0g1g0z0z0"
    "z0z0s";

/// `pad`: what the reader draws on, kept by the view.
void draw_layers(const Parts& parts, Matrix& pad);
void draw_inside(const Parts& parts);
void draw_training(const Parts& parts);
void draw_networks(const Parts& parts);
void draw_mistakes(const Parts& parts);

/// What to look at on the page that is open: what the run has come to, and that it fails where it does.
std::string what_to_see(const Snapshot& snapshot, const Settings& settings, Language language);
std::string describe(const Snapshot& snapshot, const Settings& settings, Language language);

/// "5×5"
std::string square(int size);
std::string network_name(const Settings& settings, int network);
/// "0.34 M"
std::string millions(float count);
std::string milliseconds(float ms);

}  // namespace madang::demos::cnn
