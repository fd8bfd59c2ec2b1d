#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/random.h"
#include "nn/cost.h"
#include "nn/mode.h"
#include "nn/module.h"

namespace madang {

template <class T>
concept PlainLayer = requires(const T& layer, const Variable& x) {
  { layer(x) } -> std::same_as<Variable>;
};
/// Acts differently while training.
template <class T>
concept ModeLayer = requires(const T& layer, const Variable& x, Mode mode) {
  { layer(x, mode) } -> std::same_as<Variable>;
};
/// Draws random numbers while training.
template <class T>
concept RandomLayer = requires(const T& layer, const Variable& x, Mode mode, Random* random) {
  { layer(x, mode, random) } -> std::same_as<Variable>;
};
/// What a Sequential is made of. It may also offer named_parameters(), named_buffers(), cost(volume),
/// pytorch() and pytorch_classes(), with the meaning that they have in Sequential.
template <class T>
concept Layer = PlainLayer<T> || ModeLayer<T> || RandomLayer<T>;

/// Layers one after the other, of any type: PyTorch's nn.Sequential. Copies share the layers and with them
/// the parameters, as copies of every module do. A Sequential is a layer itself.
class Sequential {
 public:
  /// Named by its place, "0", "1", … Returns this, so that calls can be chained.
  template <Layer T>
  Sequential& add(T layer) {
    return add(std::to_string(size()), std::move(layer));
  }
  /// Throws Error for a name that is taken.
  template <Layer T>
  Sequential& add(const std::string& name, T layer) {
    append(name, std::make_shared<Model<T>>(std::move(layer)));
    return *this;
  }

  std::size_t size() const { return layers_.size(); }
  const std::string& name(std::size_t index) const { return layers_.at(index).name; }
  /// The layer, if it is of this type; else nullptr.
  template <Layer T>
  const T* get_if(std::size_t index) const {
    const auto* model = dynamic_cast<const Model<T>*>(layers_.at(index).layer.get());
    return model ? &model->layer : nullptr;
  }

  /// random: what layers such as dropout draw from; needed by these, while training.
  Variable operator()(const Variable& x, Mode mode, Random* random = nullptr) const {
    return run(x, mode, random, nullptr);
  }
  /// The same, with the output of every layer; the last is the result.
  std::vector<Variable> trace(const Variable& x, Mode mode, Random* random = nullptr) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  /// As PyTorch's state_dict has them: "0.weight", "conv.bias".
  std::vector<NamedParameter> named_parameters() const;
  std::vector<NamedParameter> named_buffers() const;

  /// Of every layer: its own parameters, multiply-adds and depth; output, field and jump as seen from `in`.
  /// Throws Error naming a layer that does not say its own.
  std::vector<Cost> costs(const Volume& in) const;
  /// Of all of them.
  Cost cost(const Volume& in) const;

  /// The constructor in PyTorch: "nn.Sequential(nn.Linear(2, 8), nn.Tanh())", with an OrderedDict where
  /// layers have names of their own. Throws Error naming a layer that does not say its own.
  std::string pytorch() const;
  /// Definitions of Python classes that `pytorch` needs, each once, in the order in which they need each
  /// other.
  std::vector<std::string> pytorch_classes() const;

 private:
  struct AnyLayer {
    virtual ~AnyLayer() = default;
    virtual Variable forward(const Variable& x, Mode mode, Random* random) const = 0;
    virtual std::vector<NamedParameter> named_parameters() const = 0;
    virtual std::vector<NamedParameter> named_buffers() const = 0;
    virtual std::optional<Cost> cost(const Volume& in) const = 0;
    virtual std::string pytorch() const = 0;  // empty: it does not say
    virtual std::vector<std::string> pytorch_classes() const = 0;
  };
  template <class T>
  struct Model;
  struct Named {
    std::string name;
    std::shared_ptr<const AnyLayer> layer;
  };

  static Cost own_cost(const Named& named, const Volume& in);
  void append(const std::string& name, std::shared_ptr<const AnyLayer> layer);
  Variable run(const Variable& x, Mode mode, Random* random, std::vector<Variable>* outputs) const;

  std::vector<Named> layers_;
};

template <class T>
struct Sequential::Model final : AnyLayer {
  explicit Model(T model) : layer(std::move(model)) {}

  Variable forward(const Variable& x, Mode mode, Random* random) const override {
    if constexpr (RandomLayer<T>)
      return layer(x, mode, random);
    else if constexpr (ModeLayer<T>)
      return layer(x, mode);
    else
      return layer(x);
  }
  std::vector<NamedParameter> named_parameters() const override {
    if constexpr (Module<T>) return layer.named_parameters();
    return {};
  }
  std::vector<NamedParameter> named_buffers() const override {
    if constexpr (Buffered<T>) return layer.named_buffers();
    return {};
  }
  std::optional<Cost> cost(const Volume& in) const override {
    if constexpr (requires { layer.cost(in); }) return layer.cost(in);
    return {};
  }
  std::string pytorch() const override {
    if constexpr (requires { layer.pytorch(); }) return layer.pytorch();
    return {};
  }
  std::vector<std::string> pytorch_classes() const override {
    if constexpr (requires { layer.pytorch_classes(); }) return layer.pytorch_classes();
    return {};
  }

  T layer;
};

}  // namespace madang
