#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace madang::bench {

/// How the time of a run becomes a number: count / time in GFLOP/s, or time / count in µs.
enum class Unit { gflops, microseconds };

struct Item {
  std::string work;  // the name under which peers do the same
  Unit unit;
  double count;  // floating-point operations of a run, or the things a run does one after the other
  std::function<void()> run;  // one run; the first one makes what it needs
};

/// An item that runs State::step(). The state is made by the first run, so that its memory can be told apart.
template <class State>
Item step_item(const std::string& work) {
  const auto state = std::make_shared<std::unique_ptr<State>>();
  return {work, Unit::microseconds, 1, [state] {
            if (!*state) *state = std::make_unique<State>();
            (*state)->step();
          }};
}

/// The speed that nothing here can exceed: multiplications and additions of 128 bits that wait for nothing.
std::vector<Item> peak_items();
std::vector<Item> kernel_items();
/// Training steps.
std::vector<Item> mlp_step_items();
std::vector<Item> cnn_step_items();
std::vector<Item> lstm_step_items();
std::vector<Item> gpt_step_items();

}  // namespace madang::bench
