#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "demos/segmentation/settings.h"
#include "nn/batch_norm.h"
#include "nn/conv.h"
#include "nn/linear.h"
#include "nn/transformer.h"

namespace madang::demos::segmentation {

/// What a network says of every pixel of each image.
struct Outputs {
  Variable scores;   // (images, classes, side, side): the logits of its class
  Variable heat;     // (images, 1, side, side): how near the centre of an object is, 1 at it
  Variable offsets;  // (images, 2, side, side): from the pixel to the centre of its object, down and right,
                     // in units of offset_unit
};
constexpr float offset_unit = 4;          // pixels
constexpr int output_maps = classes + 3;  // scores, heat, offsets

/// What every level of a U-Net consists of: two 3×3 convolutions that keep the size, behind each a batch norm
/// (usual since, and why a bias would be of no use) and a ReLU.
struct ConvPair {
  ConvPair(int in_channels, int out_channels, Random& random);

  // x: (images, in_channels, height, width) → (images, out_channels, height, width)
  Variable operator()(const Variable& x, Mode mode) const;
  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;
  std::vector<NamedParameter> named_buffers() const;
  Cost cost(const Volume& in) const;

  Conv2d first, second;
  BatchNorm2d norm1, norm2;
};

/// U-Net of three levels (Ronneberger et al. 2015, figure 1): down by max pooling, up by repeating each pixel
/// 2 × 2 times behind a 1×1 convolution that halves the channels, and at each level a skip that hands the
/// fine maps of the way down to the way up. Unlike there, convolutions are padded. Without skips the way up
/// keeps as many channels as the skips would have added, so that the network is no smaller.
struct UNet {
  UNet(int width, bool with_skips, Random& random);

  // images: (images, 3, side, side) → (images, output_maps, side, side)
  Variable operator()(const Variable& images, Mode mode) const;
  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;
  std::vector<NamedParameter> named_buffers() const;
  /// The receptive field is that of a pixel at the end.
  Cost cost() const;

  bool skips;
  ConvPair down1, down2, bottom, up2, up1;
  Conv2d raise2, raise1, head;
};

/// A Transformer over patches (Segmenter with its linear decoder: Strudel et al. 2021, section 3.2): a patch
/// becomes a token, each token is classified, and what it says is brought back to pixels bilinearly.
struct Segmenter {
  Segmenter(int patch_side, Random& random);

  // images: (images, 3, side, side) → (images, output_maps, side, side)
  Variable operator()(const Variable& images) const;
  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;
  Cost cost() const;
  int tokens() const { return side / patch * (side / patch); }

  int patch;
  Conv2d embed;
  Variable positions;  // (tokens, width)
  std::vector<TransformerEncoderBlock> blocks;
  LayerNorm norm;
  Linear head;
};

/// One of the networks that learn from the same batches.
class Network {
 public:
  Network(Arm arm, const Settings& settings, Random random);

  // images: (images, 3, side, side)
  Outputs outputs(const Variable& images, Mode mode) const;
  Arm arm() const { return arm_; }
  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;
  std::vector<NamedParameter> named_buffers() const;
  Cost cost() const;
  /// Null where it is no such network.
  const UNet* unet() const { return std::get_if<UNet>(&model_); }
  const Segmenter* segmenter() const { return std::get_if<Segmenter>(&model_); }

 private:
  Arm arm_;
  std::variant<UNet, Segmenter> model_;
};

}  // namespace madang::demos::segmentation
