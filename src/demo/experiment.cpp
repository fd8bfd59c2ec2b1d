#include "demo/experiment.h"

#include <map>

#include "core/error.h"

namespace madang::demo {

namespace {
std::map<std::string, ExperimentFactory>& registry() {
  static std::map<std::string, ExperimentFactory> factories;
  return factories;
}
}  // namespace

void AnyExperiment::act(const Action& action) {
  throw Error("this demo knows no action '" + action.name + "'");
}

void register_experiment(const std::string& slug, ExperimentFactory factory) {
  if (!registry().emplace(slug, std::move(factory)).second)
    throw Error("demo '" + slug + "' is registered twice");
}

std::vector<std::string> experiment_slugs() {
  std::vector<std::string> slugs;
  for (const auto& [slug, factory] : registry()) slugs.push_back(slug);
  return slugs;
}

std::unique_ptr<AnyExperiment> make_experiment(const std::string& slug) {
  const auto found = registry().find(slug);
  if (found == registry().end()) throw Error("no demo '" + slug + "'");
  return found->second();
}

}  // namespace madang::demo
