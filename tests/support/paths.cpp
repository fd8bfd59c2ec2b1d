#include "support/paths.h"

namespace madang::test {

const std::string source_folder = MADANG_SOURCE_DIR;
const std::string tests_folder = MADANG_TESTS_DIR;
const std::string data_folder = MADANG_DATA_DIR;

}  // namespace madang::test
