#pragma once

#include <stdexcept>
#include <utility>

#include "core/text.h"

namespace madang::io {

/// Input from outside that cannot be used: what was wrong, where, and what is accepted.
class Refused : public std::runtime_error {
 public:
  explicit Refused(Text reason) : std::runtime_error(reason.english), reason_(std::move(reason)) {}
  /// In a .cpp: its type is then known by one address in all modules that throw or catch it.
  ~Refused() override;
  const Text& reason() const { return reason_; }

 private:
  Text reason_;
};

}  // namespace madang::io
