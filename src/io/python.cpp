#include "io/python.h"

#include "core/python.h"

namespace madang::io {

namespace {

constexpr std::size_t most_in_list = 256;

/// RFC 4648, section 4.
std::string base64(std::span<const std::byte> bytes) {
  constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto at = [&](std::size_t k) {
      return i + k < bytes.size() ? std::to_integer<std::uint32_t>(bytes[i + k]) : 0u;
    };
    const std::uint32_t three = at(0) << 16 | at(1) << 8 | at(2);
    for (std::size_t k = 0; k < 4; ++k)
      text += i + k <= bytes.size() ? digits[three >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

template <class Value>
std::string list(std::span<const Value> values) {
  std::string text = "[";
  for (const Value value : values) text += (text.size() > 1 ? ", " : "") + python(value);
  return text + "]";
}

}  // namespace

std::string python_list(std::span<const float> values) { return list(values); }
std::string python_list(std::span<const std::int32_t> values) { return list(values); }

std::string python_tensor(const Tensor& tensor) {
  std::string sides;
  for (int axis = 0; axis < tensor.shape().rank(); ++axis)
    sides += (axis > 0 ? ", " : "") + std::to_string(tensor.shape().at(axis));
  const std::string shape = sides.empty() ? ".reshape(())" : ".reshape(" + sides + ")";
  if (tensor.size() <= most_in_list)
    return "torch.tensor(" + python_list(tensor.values()) + ", dtype=torch.float32)" + shape;
  return "torch.frombuffer(bytearray(base64.b64decode(\"" + base64(std::as_bytes(tensor.values())) +
         "\")), dtype=torch.float32)" + shape;
}

std::string python_bytes(std::span<const std::uint8_t> bytes) {
  return "base64.b64decode(\"" + base64(std::as_bytes(bytes)) + "\")";
}

}  // namespace madang::io
