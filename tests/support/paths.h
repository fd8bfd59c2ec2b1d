#pragma once

#include <string>

/// Where this checkout lies. In a file of its own, so that no other object depends on it.
namespace madang::test {

extern const std::string source_folder;  ///< src
extern const std::string tests_folder;
extern const std::string data_folder;  ///< the image sets

}  // namespace madang::test
