// Any bytes as the fragment of a link. What is read can be written, and reads the same again.
#include "app/share_link.h"
#include "app/walk.h"
#include "fuzz/fuzz.h"

using namespace madang;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  test::Walk walk;
  auto fields = walk.fields();
  const auto defaults = demo::values_of(fields);
  auto read = app::read_link(fuzz::text_of(data, size), fields);
  fuzz::require(demo::values_of(fields) == defaults, "the fields are as they were");
  auto again = app::read_link(app::write_link(read.run, defaults), fields);
  fuzz::require(again.complaints.empty(), "a link that was written has nothing to complain about");
  fuzz::require(io::to_bytes(again.run) == io::to_bytes(read.run), "the run comes back");
  return 0;
}
