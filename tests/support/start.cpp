#include "support/start.h"

#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>

#include "app/share_link.h"
#include "demo/experiment.h"
#include "io/safetensors.h"
#include "support/data_files.h"

namespace madang::test {

namespace {

std::map<std::string, std::string> read_recipe(const std::string& path) {
  std::ifstream file(path);
  std::map<std::string, std::string> recipe;
  for (std::string line; std::getline(file, line);) {
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos) recipe[line.substr(0, colon)] = line.substr(colon + 2);
  }
  return recipe;
}

/// The last value of the first curve.
double loss_of(demo::AnyExperiment& experiment) {
  const auto curves = experiment.curves();
  return curves.empty() || curves[0].y.empty() ? 0.0 : static_cast<double>(curves[0].y.back());
}

}  // namespace

int train_start(const std::string& slug) {
  const std::string folder = source_folder + "/demos/" + slug + "/";
  auto recipe = read_recipe(folder + "start.txt");
  if (!recipe.contains("settings") || !recipe.contains("steps")) {
    std::printf("%sstart.txt has no recipe\n", folder.c_str());
    return 1;
  }
  const auto experiment = demo::make_experiment(slug);
  auto fields = experiment->fields();
  const auto link = app::read_link(recipe["settings"], fields, slug);
  for (const Text& complaint : link.complaints) std::printf("%s\n", complaint.english.c_str());
  if (!link.complaints.empty() || !demo::set_values(fields, link.run.settings).empty()) return 1;
  load_files(*experiment);
  experiment->reset(link.run.seed);
  const int steps = std::stoi(recipe["steps"]);
  for (int i = 1; i <= steps; ++i) {
    experiment->step();
    if (i % (steps / 20 + 1) == 0 || i == steps)
      std::printf("%d of %d steps, loss %.4f, %.0f s of one core\n", i, steps, loss_of(*experiment),
                  static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
    std::fflush(stdout);
  }
  const io::Bytes bytes = io::write_safetensors(experiment->named_tensors());
  std::ofstream(folder + "start.safetensors", std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  std::printf("%zu bytes: its sha256 belongs into start.txt\n", bytes.size());
  return 0;
}

}  // namespace madang::test
