#include "data/batches.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "core/error.h"

namespace madang::data {

std::vector<std::int32_t> epoch_order(int count, std::uint64_t seed, std::uint64_t epoch) {
  constexpr std::uint64_t streams_of_epochs = 1ull << 32;  // beside those that demos count from 0
  Random random(seed, streams_of_epochs + epoch);
  std::vector<std::int32_t> order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  random.shuffle(std::span(order));
  return order;
}

Batches::Batches(int count, int batch_size, std::uint64_t seed, Rest rest)
    : count_(count), batch_size_(batch_size), seed_(seed) {
  if (batch_size < 1 || count < (rest == Rest::kept ? 1 : batch_size))
    throw Error("batches: of " + std::to_string(batch_size) + " from " + std::to_string(count) + " examples");
  const int extra = rest == Rest::kept ? batch_size - 1 : 0;
  per_epoch_ = static_cast<std::uint64_t>((count + extra) / batch_size);
}

std::span<const std::int32_t> Batches::at(std::uint64_t step) {
  if (order_.empty() || epoch_of(step) != epoch_) {
    epoch_ = epoch_of(step);
    order_ = epoch_order(count_, seed_, epoch_);
  }
  const auto start = static_cast<std::size_t>(step % per_epoch_) * static_cast<std::size_t>(batch_size_);
  return std::span(order_).subspan(start,
                                   std::min(order_.size() - start, static_cast<std::size_t>(batch_size_)));
}

Rounds::Rounds(int count, Random random)
    : random_(random), order_(static_cast<std::size_t>(count)), position_(order_.size()) {
  std::iota(order_.begin(), order_.end(), 0);
}

std::span<const std::int32_t> Rounds::next(int count) {
  const std::size_t wanted = std::min(static_cast<std::size_t>(count), order_.size());
  if (position_ + wanted > order_.size()) {
    random_.shuffle(std::span(order_));
    position_ = 0;
  }
  position_ += wanted;
  return std::span(order_).subspan(position_ - wanted, wanted);
}

}  // namespace madang::data
