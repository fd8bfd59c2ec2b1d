#include "demos/segmentation/network.h"

#include <array>

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_upsample.h"
#include "core/shape.h"
#include "nn/pool.h"

namespace madang::demos::segmentation {

namespace {

constexpr int token_width = 32, heads = 4, block_count = 2;

Conv2d convolution(int in, int out, int kernel, Random& random, bool bias = true) {
  return {in,
          out,
          kernel,
          random,
          padded_same(kernel),
          {.initialisation = Initialisation::he_normal, .bias = bias}};
}

constexpr float embedding_deviation = 0.02f;  // of the positions at first: as in ViT's code

Variable pooled(const Variable& x) { return max_pool2d(x, 2); }

}  // namespace

ConvPair::ConvPair(int in, int out, Random& random)
    : first(convolution(in, out, 3, random, false)),
      second(convolution(out, out, 3, random, false)),
      norm1(out),
      norm2(out) {}

Variable ConvPair::operator()(const Variable& x, Mode mode) const {
  return relu(norm2(second(relu(norm1(first(x), mode))), mode));
}

std::vector<NamedParameter> ConvPair::named_parameters() const {
  std::vector<NamedParameter> all;
  append_named(all, "first", first);
  append_named(all, "second", second);
  append_named(all, "norm1", norm1);
  append_named(all, "norm2", norm2);
  return all;
}

std::vector<NamedParameter> ConvPair::named_buffers() const {
  std::vector<NamedParameter> all;
  append_named_buffers(all, "norm1", norm1);
  append_named_buffers(all, "norm2", norm2);
  return all;
}

Cost ConvPair::cost(const Volume& in) const { return cost_through(in, first, norm1, second, norm2); }

UNet::UNet(int width, bool with_skips, Random& random)
    : skips(with_skips),
      down1(3, width, random),
      down2(width, 2 * width, random),
      bottom(2 * width, 4 * width, random),
      up2(4 * width, 2 * width, random),
      up1(2 * width, width, random),
      raise2(convolution(4 * width, with_skips ? 2 * width : 4 * width, 1, random)),
      raise1(convolution(2 * width, with_skips ? width : 2 * width, 1, random)),
      head(convolution(width, output_maps, 1, random)) {}

Variable UNet::operator()(const Variable& images, Mode mode) const {
  const auto raised = [](const Conv2d& raise, const Variable& x) { return upsample_nearest(raise(x), 2); };
  const auto joined = [&](const Variable& below, const Variable& skip) {
    return skips ? concat(std::array{below, skip}, 1) : below;
  };
  const Variable fine = down1(images, mode);
  const Variable middle = down2(pooled(fine), mode);
  const Variable coarse = bottom(pooled(middle), mode);
  const Variable up = up2(joined(raised(raise2, coarse), middle), mode);
  return head(up1(joined(raised(raise1, up), fine), mode));
}

std::vector<NamedParameter> UNet::named_parameters() const {
  std::vector<NamedParameter> all;
  append_named(all, "down1", down1);
  append_named(all, "down2", down2);
  append_named(all, "bottom", bottom);
  append_named(all, "raise2", raise2);
  append_named(all, "up2", up2);
  append_named(all, "raise1", raise1);
  append_named(all, "up1", up1);
  append_named(all, "head", head);
  return all;
}

std::vector<NamedParameter> UNet::named_buffers() const {
  std::vector<NamedParameter> all;
  append_named_buffers(all, "down1", down1);
  append_named_buffers(all, "down2", down2);
  append_named_buffers(all, "bottom", bottom);
  append_named_buffers(all, "up2", up2);
  append_named_buffers(all, "up1", up1);
  return all;
}

Cost UNet::cost() const {
  const Cost fine = down1.cost({3, side, side});
  const auto deeper = [](const Cost& above, const ConvPair& pair) {
    const Cost down = above.then(MaxPool2d{}.cost(above.out));
    return down.then(pair.cost(down.out));
  };
  const Cost middle = deeper(fine, down2);
  const Cost coarse = deeper(middle, bottom);
  const auto higher = [&](const Cost& below, const Conv2d& raise, const Cost& skip, const ConvPair& pair) {
    Cost up = below.then(raise.cost(below.out));
    up.out = {up.out.channels, 2 * up.out.height, 2 * up.out.width};
    up.jump /= 2;
    if (skips) up.out.channels += skip.out.channels;
    return up.then(pair.cost(up.out));
  };
  const Cost up = higher(higher(coarse, raise2, middle, up2), raise1, fine, up1);
  return up.then(head.cost(up.out));
}

Segmenter::Segmenter(int patch_side, Random& random)
    : patch(patch_side),
      embed(3, token_width, patch_side, random, {.stride = patch_side}),
      positions(parameter(random.normal({tokens(), token_width}, 0, embedding_deviation))),
      norm(token_width),
      head(token_width, output_maps, random) {
  const TransformerOptions options{
      .model_size = token_width, .heads = heads, .feed_forward_size = 4 * token_width};
  for (int i = 0; i < block_count; ++i) blocks.emplace_back(options, random);
}

Variable Segmenter::operator()(const Variable& images) const {
  const int count = images.shape()[0], grid = side / patch;
  const Variable cut = reshape(embed(images), {count, token_width, tokens()});
  Variable x = permute(cut, {0, 2, 1}) + positions;
  for (const TransformerEncoderBlock& block : blocks) x = block(x);
  const Variable said = permute(head(norm(x)), {0, 2, 1});
  return upsample_bilinear(reshape(said, {count, output_maps, grid, grid}), patch);
}

std::vector<NamedParameter> Segmenter::named_parameters() const {
  std::vector<NamedParameter> all;
  append_named(all, "embed", embed);
  all.push_back({"positions", positions});
  for (std::size_t i = 0; i < blocks.size(); ++i) append_named(all, "blocks." + std::to_string(i), blocks[i]);
  append_named(all, "norm", norm);
  append_named(all, "head", head);
  return all;
}

/// Attention sees every patch: the field is the image.
Cost Segmenter::cost() const {
  Cost cost = embed.cost({3, side, side});
  cost.parameters += static_cast<std::int64_t>(positions.value().size());
  cost.out = {token_width, 1, tokens()};
  for (const TransformerEncoderBlock& block : blocks) cost = cost.then(block.cost(cost.out));
  cost = cost.then(norm.cost(cost.out)).then(head.cost(cost.out));
  cost.out = {output_maps, side, side};
  cost.field = side;
  return cost;
}

namespace {
std::variant<UNet, Segmenter> model_of(Arm arm, const Settings& settings, Random& random) {
  if (arm == Arm::segmenter) return Segmenter(settings.patch_side(), random);
  return UNet(settings.width, arm == Arm::unet, random);
}
}  // namespace

Network::Network(Arm arm, const Settings& settings, Random random)
    : arm_(arm), model_(model_of(arm, settings, random)) {}

Outputs Network::outputs(const Variable& images, Mode mode) const {
  const Variable all = unet() ? (*unet())(images, mode) : (*segmenter())(images);
  return {slice(all, 1, 0, classes), slice(all, 1, classes, classes + 1),
          slice(all, 1, classes + 1, output_maps)};
}

std::vector<NamedParameter> Network::named_parameters() const {
  return std::visit([](const auto& model) { return model.named_parameters(); }, model_);
}

std::vector<NamedParameter> Network::named_buffers() const {
  return unet() ? unet()->named_buffers() : std::vector<NamedParameter>{};
}

Cost Network::cost() const {
  return std::visit([](const auto& model) { return model.cost(); }, model_);
}

}  // namespace madang::demos::segmentation
