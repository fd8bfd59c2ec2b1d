#include "demo/experiment.h"

#include <map>

#include "core/error.h"
#include "io/refused.h"

namespace madang::demo {

namespace {
std::map<std::string, ExperimentFactory>& experiment_registry() {
  static std::map<std::string, ExperimentFactory> factories;
  return factories;
}
}  // namespace

void AnyExperiment::act(const Action& action) {
  throw Error("this demo knows no action '" + action.name + "'");
}

void AnyExperiment::load_tensors(std::span<const io::NamedTensor> /*tensors*/) {
  throw io::Refused({"이 데모는 가중치 파일을 받지 않습니다.", "This demo takes no file of weights."});
}

double AnyExperiment::loss_with(const std::string& name, std::size_t /*index*/, float /*value*/) {
  throw Error("this demo has no loss that depends on '" + name + "'");
}

std::string AnyExperiment::missing_file() const {
  for (const auto& name : wanted_files())
    if (!files.contains(name)) return name;
  return {};
}

void register_experiment(const std::string& slug, ExperimentFactory factory) {
  if (!experiment_registry().emplace(slug, std::move(factory)).second)
    throw Error("demo '" + slug + "' is registered twice");
}

std::vector<std::string> experiment_slugs() {
  std::vector<std::string> slugs;
  for (const auto& [slug, factory] : experiment_registry()) slugs.push_back(slug);
  return slugs;
}

std::unique_ptr<AnyExperiment> make_experiment(const std::string& slug) {
  const auto found = experiment_registry().find(slug);
  if (found == experiment_registry().end()) throw Error("no demo '" + slug + "'");
  return found->second();
}

}  // namespace madang::demo
