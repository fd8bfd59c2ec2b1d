#pragma once

#include <stdexcept>
#include <string>

namespace madang {

/// A programmer's mistake: the message names the operation and the shapes or values at fault.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Numbers for which there is no room.
class OutOfMemory : public Error {
 public:
  using Error::Error;
};

}  // namespace madang
