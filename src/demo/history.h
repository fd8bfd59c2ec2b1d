#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.h"

namespace madang::demo {

/// A curve of a run, described once: so it is drawn, exported, and laid over the same curve of another run.
struct Curve {
  std::string name;  ///< stays; as a column of a table: "train_loss"
  Text label;
  std::vector<float> x{};      ///< rising; steps, where nothing else is said
  std::vector<float> y{};      ///< as many
  std::string quantity{};      ///< curves of one quantity share a plot: "loss"
  int colour = 0;              ///< of the theme's series
  bool dashed = false;         ///< the other one of a pair: test beside train
  std::uint64_t interval = 1;  ///< of the steps every so many-th is kept; doubles as the run grows
  std::vector<float> low{};    ///< with `high`, one for each y: the spread around it, such as quartiles
  std::vector<float> high{};
  bool share = false;  ///< y are shares of 1, such as an accuracy: drawn in percent

  template <class Visitor>
  void visit(Visitor& v) {
    v(name, label, x, y, quantity, colour, dashed, interval, low, high, share);
  }
};

/// What a quantity must be compared with: chance, ln V, PCA, the best possible.
struct Reference {
  std::string quantity;
  Text label;
  float value = 0;

  template <class Visitor>
  void visit(Visitor& v) {
    v(quantity, label, value);
  }
};

/// The curves of a run, short however long it runs: when a curve has 400 points, every second one is dropped
/// and its interval doubled. An experiment describes and fills it; it travels with every frame, and nothing
/// else carries a curve.
///   history = demo::History({{.name = "train_loss", .label = {"학습 손실", "training loss"}, .quantity =
///   "loss"}},
///                           {{"loss", {"찍기", "chance"}, std::log(10.f)}});
///   history.note("train_loss", step, loss);
class History {
 public:
  History() = default;
  explicit History(std::vector<Curve> curves, std::vector<Reference> references = {})
      : curves_(std::move(curves)), references_(std::move(references)) {}

  /// Whether a curve would keep a value of this step: what is dear to measure is measured then only.
  bool due(std::uint64_t step) const;
  /// The value after so many steps; a second one of the same step takes its place. Throws Error for an
  /// unknown name.
  void note(std::string_view name, std::uint64_t step, float value);
  /// A curve that is measured as a whole, at most 400 points; low, high: as in Curve. Throws Error for an
  /// unknown name.
  void set(std::string_view name, std::vector<float> x, std::vector<float> y, std::vector<float> low = {},
           std::vector<float> high = {});

  const std::vector<Curve>& curves() const { return curves_; }
  const std::vector<Reference>& references() const { return references_; }
  /// Throws Error for an unknown name.
  const Curve& curve(std::string_view name) const;
  /// No curve is described.
  bool empty() const { return curves_.empty(); }
  /// Of the longest curve.
  std::size_t points() const;

  template <class Visitor>
  void visit(Visitor& v) {
    v(curves_, references_);
  }

 private:
  std::vector<Curve> curves_;
  std::vector<Reference> references_;
};

/// Another run, pale behind the present one: the one before a setting began it anew, or the other of two that
/// are compared.
struct Ghost {
  Text name;  ///< what it is: "before: learning rate η 0.3"
  History history;
};

/// A table (RFC 4180) with a row for each x that any curve has; a cell is empty where a curve has none.
///   step,train_loss,test_loss
std::string csv_of(const std::vector<Curve>& curves);

}  // namespace madang::demo
