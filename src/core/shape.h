#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>

#include "core/error.h"

namespace madang {

/// At most six integers, held inline so that shapes and axes cost no allocation.
class ShortList {
 public:
  static constexpr int max_rank = 6;

  /// Any integer type, so that braces may mix int and size_t.
  struct Number {
    template <std::integral Integer>
    constexpr Number(Integer number) : value(static_cast<int>(number)) {}
    int value;
  };

  constexpr ShortList() = default;
  /// From braces only: a bare number never turns into a shape.
  constexpr ShortList(std::initializer_list<Number> numbers) {
    for (Number number : numbers) push_back(number.value);
  }

  constexpr int rank() const { return count_; }
  constexpr int operator[](int index) const { return values_[static_cast<std::size_t>(index)]; }
  constexpr int& operator[](int index) { return values_[static_cast<std::size_t>(index)]; }
  constexpr const int* begin() const { return values_.data(); }
  constexpr const int* end() const { return values_.data() + count_; }

  constexpr void push_back(int value) {
    if (count_ == max_rank) throw Error("shape: more than 6 dimensions");
    values_[static_cast<std::size_t>(count_++)] = value;
  }

  friend constexpr bool operator==(const ShortList& a, const ShortList& b) {
    if (a.count_ != b.count_) return false;
    for (int i = 0; i < a.count_; ++i) {
      if (a[i] != b[i]) return false;
    }
    return true;
  }

 private:
  std::array<int, max_rank> values_{};
  int count_ = 0;
};

/// Sizes of the axes of a row-major tensor; rank 0 is a scalar.
class Shape : public ShortList {
 public:
  using ShortList::ShortList;

  constexpr std::size_t size() const {
    std::size_t product = 1;
    for (int dimension : *this) product *= static_cast<std::size_t>(dimension);
    return product;
  }

  /// The size of an axis; -1 is the last one. Throws when there is no such axis.
  int at(int axis) const {
    const int index = axis < 0 ? axis + rank() : axis;
    if (index < 0 || index >= rank()) {
      throw Error("shape: no axis " + std::to_string(axis) + " in " + to_string());
    }
    return (*this)[index];
  }

  std::string to_string() const {
    std::string text = "(";
    for (int i = 0; i < rank(); ++i) text += (i ? ", " : "") + std::to_string((*this)[i]);
    return text + ")";
  }
};

/// Axes an operation works over; negative ones count from the end.
class Axes : public ShortList {
 public:
  using ShortList::ShortList;
};

}  // namespace madang
