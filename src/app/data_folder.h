#pragma once

#include <filesystem>

#include "app/session.h"

namespace madang::app {

/// Gives the session the data files it wants from a folder: what a page does by fetching them.
void give_files(Session& session, const std::filesystem::path& folder);

}  // namespace madang::app
