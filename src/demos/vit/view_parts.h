#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "demo/view.h"
#include "demos/vit/experiment.h"

namespace madang::demos::vit {

using Parts = demo::Parts<Settings, Snapshot>;

/// What the pad holds when the demo opens.
constexpr const char* drawn_example =
    "0z0z0z0z0n12m10v4fo40u9fo90uafo40ubfg72k10vcfg60z0hdfg50z0hefg41g0z0fhdfgd920w1fme60v1fo40v9fg73"
    "27fhc0w420i5fh40z0hbfg70z0h9fg90z0hbfg70v420i5fh40u9fg7327fhc0vcfn40v5efke60x29dfgd920z0g1g0z0z0"
    "z0z0s";
constexpr float picture_side = 190.f;  // css px, at most
constexpr float least_half = 130.f;    // two beside each other on a phone

struct PatchPicture {
  std::string title;
  std::span<const float> weights = {};  ///< (patches): how strongly each is tinted; empty: none
  float most = 1;                       ///< the weight of the strongest tint
  std::span<const int> groups = {};     ///< (patches): a line between neighbours of different ones
  int selected = -1;                    ///< patch, counted from 0
  int marked = -1;                      ///< likewise, with another frame
};
/// An image (canvas, canvas) cut into grid² patches that stand apart. → the patch that was pressed, or −1
int patch_picture(const Parts& parts, const char* id, const Matrix& image, int grid,
                  const PatchPicture& options);

/// `pad`: what the reader draws on, kept by the view.
void draw_look(const Parts& parts, Matrix& pad);
/// `held`: the patch of the mixed image that was pressed first, or −1; kept by the view.
void draw_places(const Parts& parts, int& held);
void draw_needs(const Parts& parts);

/// "4 (43.0%)": the likeliest class and its probability.
std::string answer_text(const Parts& parts, std::span<const float> chances);
std::string class_text(const Settings& settings, int label, Language language);
/// Which token looks: "patch 6", "class token".
std::string query_text(const AttentionPicture& attention, Language language);
std::string what_to_see(const Snapshot& snapshot, const Settings& settings, Language language);
std::string describe(const Snapshot& snapshot, const Settings& settings, Language language);

inline void act(const Parts& parts, const char* name, std::vector<float> numbers = {}) {
  parts.hand.act({.name = name, .numbers = std::move(numbers), .text = {}});
}

}  // namespace madang::demos::vit
