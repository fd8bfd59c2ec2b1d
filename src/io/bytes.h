#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace madang::io {

using Bytes = std::vector<std::byte>;

/// Bytes that do not hold what was asked of them; the message names the offset.
class Malformed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

template <class T>
concept Scalar = std::is_arithmetic_v<T> || std::is_enum_v<T>;

template <class T, class Visitor>
concept Visitable = requires(T& value, Visitor& visitor) {
  value.visit(visitor);
};

/// Writes values in little-endian order; lengths are 32-bit. A struct is written by its `visit`, which hands
/// all its members over:
///   template <class Visitor> void visit(Visitor& v) { v(step, loss, weights); }
class Writer {
 public:
  template <class... T>
  void operator()(T&... values) {
    (put(values), ...);
  }

  template <class T>
  void put(T& value);

  const Bytes& bytes() const { return bytes_; }
  Bytes take() { return std::move(bytes_); }

 private:
  void raw(const void* data, std::size_t size) {
    const auto* first = static_cast<const std::byte*>(data);
    bytes_.insert(bytes_.end(), first, first + size);
  }
  void length(std::size_t size) {
    const auto count = static_cast<std::uint32_t>(size);
    raw(&count, sizeof count);
  }
  template <class T>
  void sequence(std::vector<T>& values);

  Bytes bytes_;
};

/// Reads what Writer wrote. Throws Malformed instead of reading past the end or allocating more than the
/// input could fill.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  template <class... T>
  void operator()(T&... values) {
    (get(values), ...);
  }

  template <class T>
  void get(T& value);

  std::size_t remaining() const { return bytes_.size() - offset_; }

 private:
  void raw(void* data, std::size_t size) {
    if (size > remaining())
      throw Malformed("bytes: " + std::to_string(size) + " are needed at offset " + std::to_string(offset_) +
                      ", " + std::to_string(remaining()) + " are left");
    if (size > 0) std::memcpy(data, bytes_.data() + offset_, size);
    offset_ += size;
  }
  std::size_t length(std::size_t least_bytes_each) {
    std::uint32_t count = 0;
    raw(&count, sizeof count);
    if (count * static_cast<std::uint64_t>(least_bytes_each) > remaining())
      throw Malformed("bytes: " + std::to_string(count) + " items are announced at offset " +
                      std::to_string(offset_) + ", more than the " + std::to_string(remaining()) +
                      " bytes left");
    return count;
  }
  template <class T>
  void sequence(std::vector<T>& values);

  std::span<const std::byte> bytes_;
  std::size_t offset_ = 0;
};

namespace detail {
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
/// Kinds that are copied as one block. bool is not: not every byte is a valid one.
template <class T>
inline constexpr bool is_block =
    (std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) || std::is_same_v<T, std::byte>;
}  // namespace detail

template <class T>
void Writer::put(T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    const std::uint8_t byte = value ? 1 : 0;
    raw(&byte, 1);
  } else if constexpr (Scalar<T>) {
    raw(&value, sizeof value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    length(value.size());
    raw(value.data(), value.size());
  } else if constexpr (detail::is_vector<T>) {
    sequence(value);
  } else {
    value.visit(*this);
  }
}

template <class T>
void Writer::sequence(std::vector<T>& values) {
  length(values.size());
  if constexpr (detail::is_block<T>)
    raw(values.data(), values.size() * sizeof(T));
  else
    for (auto& value : values) put(value);
}

template <class T>
void Reader::get(T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    std::uint8_t byte = 0;
    raw(&byte, 1);
    value = byte != 0;
  } else if constexpr (Scalar<T>) {
    raw(&value, sizeof value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    value.resize(length(1));
    raw(value.data(), value.size());
  } else if constexpr (detail::is_vector<T>) {
    sequence(value);
  } else {
    value.visit(*this);
  }
}

template <class T>
void Reader::sequence(std::vector<T>& values) {
  if constexpr (detail::is_block<T>) {
    values.resize(length(sizeof(T)));
    raw(values.data(), values.size() * sizeof(T));
  } else {
    const std::size_t count = length(1);
    values.clear();
    for (std::size_t i = 0; i < count; ++i) get(values.emplace_back());
  }
}

/// The bytes of one visitable value.
template <class T>
Bytes to_bytes(T& value) {
  Writer writer;
  writer.put(value);
  return writer.take();
}

/// Reads one visitable value; throws Malformed.
template <class T>
T from_bytes(std::span<const std::byte> bytes) {
  Reader reader(bytes);
  T value;
  reader.get(value);
  return value;
}

}  // namespace madang::io
