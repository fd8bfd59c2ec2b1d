// Writes PyTorch scripts of demos, each beside the curve that it has to reproduce:
//   madang_pytorch_export FOLDER                          every run that a demo's tests.txt names, and
//   modules madang_pytorch_export FOLDER SLUG [SETTING=VALUE …]   that demo's runs; with settings, this run
//   madang_pytorch_export FOLDER modules                  layers and optimisers: what they say they are in
//   PyTorch
// For each run FOLDER/SLUG-N.py and FOLDER/SLUG-N.csv, and a line SLUG-N, the run, and what went wrong if
// anything did, with tabs between.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/python.h"
#include "demo/experiment.h"
#include "io/file.h"
#include "modules.h"
#include "support/facts.h"
#include "support/paths.h"

namespace {

using namespace madang;

constexpr int steps = 100;

using Values = std::vector<demo::NamedValue>;

struct ExportedRun {
  std::string slug;
  Values settings;
};

void write(std::filesystem::path file, const char* ending, const std::string& text) {
  std::ofstream(file += ending, std::ios::binary) << text;
}

std::unique_ptr<demo::AnyExperiment> begun(const ExportedRun& run) {
  auto experiment = demo::make_experiment(run.slug);
  auto fields = experiment->fields();
  for (const auto& refused : demo::set_values(fields, run.settings))
    throw std::runtime_error(refused.english);
  for (std::string name = experiment->missing_file(); !name.empty(); name = experiment->missing_file())
    experiment->files.emplace(name, io::read_file(std::filesystem::path(test::data_folder) / name));
  experiment->reset(1);
  return experiment;
}

void export_run(const std::filesystem::path& file, const ExportedRun& run) {
  const auto experiment = begun(run);
  if (!experiment->has_pytorch()) throw std::runtime_error("these settings have no script");
  for (int i = 0; i < steps; ++i) experiment->step();
  const auto curves = experiment->curves();
  write(file, ".csv", demo::csv_of({curves.front()}));
  write(file, ".py", experiment->as_pytorch());
}

/// A script that no run holds against ours is a failure too, of the run with the settings in which it learns.
std::vector<ExportedRun> runs_of(const std::string& slug) {
  const auto facts = test::facts_of(slug);
  std::vector<ExportedRun> runs;
  for (const Values& settings : facts.pytorch) runs.push_back({slug, settings});
  if (runs.empty() && begun({slug, facts.learns})->has_pytorch())
    throw std::runtime_error(slug + " has a script, but its tests.txt names no run (a line pytorch …)");
  return runs;
}

/// False where a script could not be written.
bool export_all(const std::filesystem::path& folder, const std::vector<ExportedRun>& runs) {
  std::map<std::string, int> written;
  bool good = true;
  for (const ExportedRun& run : runs) {
    const std::string name = run.slug + "-" + std::to_string(++written[run.slug]);
    std::string wrong;
    try {
      export_run(folder / name, run);
    } catch (const std::exception& error) {
      wrong = error.what();
      good = false;
    }
    const std::string settings = test::settings_text(run.settings);
    std::printf("%s\t%s%s%s\t%s\n", name.c_str(), run.slug.c_str(), settings.empty() ? "" : " ",
                settings.c_str(), wrong.c_str());
    std::fflush(stdout);  // what is written stays told, should the next run not end
  }
  return good;
}

void export_modules(const std::filesystem::path& folder) {
  int number = 0;
  for (const test::ModuleRun& run : test::module_runs()) {
    const std::string name = "modules-" + std::to_string(++number);
    std::string table = "number,value\n";
    for (std::size_t i = 0; i < run.values.size(); ++i)
      table += std::to_string(i) + "," + python(run.values[i]) + "\n";
    write(folder / name, ".csv", table);
    write(folder / name, ".py", run.script);
    std::printf("%s\tmodules: %s\t\n", name.c_str(), run.name.c_str());
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "usage: madang_pytorch_export FOLDER [SLUG [SETTING=VALUE …]]\n");
    return 2;
  }
  try {
    std::vector<ExportedRun> runs;
    if (count < 3 || arguments[2] == std::string("modules")) export_modules(arguments[1]);
    if (count > 3) {
      std::string settings;
      for (int i = 3; i < count; ++i) settings += std::string(arguments[i]) + " ";
      runs.push_back({arguments[2], test::settings_in(settings)});
    } else {
      for (const std::string& slug : demo::experiment_slugs())
        if (count < 3 || slug == arguments[2])
          for (const ExportedRun& run : runs_of(slug)) runs.push_back(run);
    }
    return export_all(arguments[1], runs) ? 0 : 1;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "madang_pytorch_export: %s\n", error.what());
    return 1;
  }
}
