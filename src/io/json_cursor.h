#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "core/text.h"

namespace madang::io {

/// The reason under "byte N: ".
Text at_byte(std::size_t byte, const Text& reason);

/// Walks over strict JSON (RFC 8259) whose form the caller knows: objects, lists, strings and whole numbers,
/// which is all that file headers here consist of. Throws Refused naming the byte, counted from the start of
/// `file`.
class JsonCursor {
 public:
  /// The text is file[begin, end).
  JsonCursor(std::string_view file, std::size_t begin, std::size_t end)
      : text_(file.substr(0, end)), at_(begin) {}

  /// value(key, byte of the key) reads what stands after each colon. A key may appear only once.
  template <class Value>
  void object(Value value) {
    std::set<std::string, std::less<>> keys;
    require('{');
    if (take('}')) return;
    do {
      const std::size_t at = position();
      const std::string key = string();
      if (!keys.insert(key).second) refuse_twice(at, key);
      require(':');
      value(key, at);
    } while (take(','));
    require('}');
  }

  template <class Value>
  void list(Value value) {
    require('[');
    if (take(']')) return;
    do value();
    while (take(','));
    require(']');
  }

  std::size_t number();  // not negative
  std::string string();  // UTF-8
  /// Passes over a value of any kind, nested at most 64 deep.
  void skip();
  /// Nothing but spaces may follow.
  void finish();
  /// The byte at which the next thing starts.
  std::size_t position();

 private:
  bool take(char wanted);
  void skip(int depth);
  void skip_word();
  void require(char wanted);
  void escape(std::string& text);
  std::string code_point();
  char32_t four_digits();
  [[noreturn]] void refuse(const Text& reason) const;
  [[noreturn]] static void refuse_twice(std::size_t at, const std::string& key);

  std::string_view text_;
  std::size_t at_;
};

}  // namespace madang::io
