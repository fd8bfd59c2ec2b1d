#pragma once

#include <vector>

#include "core/random.h"
#include "demos/vit/layers.h"
#include "demos/vit/settings.h"
#include "nn/sequential.h"

namespace madang::demos::vit {

/// One image.
constexpr Volume image_volume{1, canvas, canvas};

/// A network that reads images (count, 1, canvas, canvas).
struct Classifier {
  // → (images, classes · heads): of DeiT what the class token says, then the distillation token
  Variable outputs(const Tensor& images) const { return layers(constant(images), Mode::evaluation); }
  /// Logits of the answer: with two heads the logarithm of their mean probability (Touvron et al. 2021,
  /// section 4, "Classification with our approach"). → (images, classes)
  Variable logits(const Tensor& images) const;

  Cost cost() const { return layers.cost(image_volume); }
  std::vector<Variable> parameters() const { return layers.parameters(); }
  std::vector<NamedParameter> named_parameters() const { return layers.named_parameters(); }

  Sequential layers;
  int first_tokens = 0;  // 1 of a ViT, 2 of DeiT
  int grid = 0;          // tokens across; 0 where nothing attends
};

/// vit      patches, class token, encoder blocks (Dosovitskiy et al. 2021, eq. 1–4)
/// deit     and a second token that learns what a teacher says (Touvron et al. 2021, section 4)
/// window   every second block's windows are shifted; no class token (Liu et al. 2021)
/// hybrid   convolutions down to the same grid, then a MobileViT block (Mehta & Rastegari 2022)
/// convnext patches, then blocks of depthwise convolutions: no attention at all (Liu et al. 2022)
Classifier network_of(const Settings& settings, Random random);
/// What all of them are compared with: two 5×5 convolutions with pooling, then a dense layer, about as many
/// parameters and multiply-adds as the ViT.
Classifier convnet(Random random);

}  // namespace madang::demos::vit
