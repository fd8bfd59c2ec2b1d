#include "nn/sequential.h"

#include <algorithm>

#include "core/error.h"

namespace madang {
namespace {

constexpr std::size_t longest_line = 100;

std::string indented(std::string text) {
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
    text.insert(at + 1, "    ");
  return "    " + text;
}

/// "open a, b close", in a line where that is short, else each item in one.
std::string bracketed(const std::string& open, const std::vector<std::string>& items,
                      const std::string& close) {
  std::string line, lines;
  for (const std::string& item : items) {
    line += (line.empty() ? "" : ", ") + item;
    lines += indented(item) + ",\n";
  }
  const bool is_short = open.size() + line.size() < longest_line && line.find('\n') == std::string::npos;
  return open + (is_short ? line : "\n" + lines) + close;
}

}  // namespace

void Sequential::append(const std::string& name, std::shared_ptr<const AnyLayer> layer) {
  if (std::ranges::find(layers_, name, &Named::name) != layers_.end())
    throw Error("sequential: two layers called '" + name + "'");
  layers_.push_back({name, std::move(layer)});
}

Variable Sequential::run(const Variable& x, Mode mode, Random* random, std::vector<Variable>* outputs) const {
  Variable signal = x;
  for (const Named& named : layers_) {
    signal = named.layer->forward(signal, mode, random);
    if (outputs) outputs->push_back(signal);
  }
  return signal;
}

std::vector<Variable> Sequential::trace(const Variable& x, Mode mode, Random* random) const {
  std::vector<Variable> outputs;
  run(x, mode, random, &outputs);
  return outputs;
}

std::vector<NamedParameter> Sequential::named_parameters() const {
  std::vector<NamedParameter> all;
  for (const auto& [name, layer] : layers_)
    for (NamedParameter& parameter : layer->named_parameters())
      all.push_back({name + "." + parameter.name, std::move(parameter.variable)});
  return all;
}

std::vector<NamedParameter> Sequential::named_buffers() const {
  std::vector<NamedParameter> all;
  for (const auto& [name, layer] : layers_)
    for (NamedParameter& buffer : layer->named_buffers())
      all.push_back({name + "." + buffer.name, std::move(buffer.variable)});
  return all;
}

Cost Sequential::own_cost(const Named& named, const Volume& in) {
  const std::optional<Cost> own = named.layer->cost(in);
  if (!own) throw Error("sequential: layer '" + named.name + "' does not say what it costs");
  return *own;
}

std::vector<Cost> Sequential::costs(const Volume& in) const {
  std::vector<Cost> costs;
  Cost so_far{.out = in};
  for (const Named& named : layers_) {
    Cost& own = costs.emplace_back(own_cost(named, so_far.out));
    so_far = so_far.then(own);
    own.field = so_far.field;
    own.jump = so_far.jump;
  }
  return costs;
}

Cost Sequential::cost(const Volume& in) const {
  Cost total{.out = in};
  for (const Named& named : layers_) total = total.then(own_cost(named, total.out));
  return total;
}

std::string Sequential::pytorch() const {
  std::vector<std::string> layers, pairs;
  bool numbered = true;
  for (const auto& [name, layer] : layers_) {
    const std::string text = layer->pytorch();
    if (text.empty()) throw Error("sequential: layer '" + name + "' does not say what it is in PyTorch");
    numbered = numbered && name == std::to_string(layers.size());
    layers.push_back(text);
    pairs.push_back("(\"" + name + "\", " + text + ")");
  }
  if (numbered) return bracketed("nn.Sequential(", layers, ")");
  return "nn.Sequential(" + bracketed("OrderedDict([", pairs, "])") + ")";
}

std::vector<std::string> Sequential::pytorch_classes() const {
  std::vector<std::string> all;
  for (const Named& named : layers_)
    for (std::string& definition : named.layer->pytorch_classes())
      if (std::ranges::find(all, definition) == all.end()) all.push_back(std::move(definition));
  return all;
}

}  // namespace madang
