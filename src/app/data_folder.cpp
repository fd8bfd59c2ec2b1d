#include "app/data_folder.h"

#include "io/file.h"
#include "io/refused.h"

namespace madang::app {

void give_files(Session& session, const std::filesystem::path& folder) {
  while (const auto name = session.take_wanted_file()) {
    try {
      session.give_file(io::read_file(folder / *name));
    } catch (const io::Refused& refused) {
      session.refuse_file(refused.what());
    }
  }
}

}  // namespace madang::app
