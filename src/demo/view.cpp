#include "demo/view.h"

#include <map>

#include "core/error.h"

namespace madang::demo {

namespace {
std::map<std::string, ViewFactory>& view_registry() {
  static std::map<std::string, ViewFactory> factories;
  return factories;
}
}  // namespace

void register_view(const std::string& slug, ViewFactory factory) {
  if (!view_registry().emplace(slug, std::move(factory)).second)
    throw Error("view '" + slug + "' is registered twice");
}

std::vector<std::string> view_slugs() {
  std::vector<std::string> slugs;
  for (const auto& [slug, factory] : view_registry()) slugs.push_back(slug);
  return slugs;
}

std::unique_ptr<AnyView> make_view(const std::string& slug) {
  const auto found = view_registry().find(slug);
  if (found == view_registry().end()) throw Error("no view '" + slug + "'");
  return found->second();
}

}  // namespace madang::demo
