// Writes a demo's PyTorch script beside the curve that it has to reproduce:
//   madang_pytorch_export FOLDER SLUG [SETTING=VALUE …]   →   FOLDER/SLUG-N.py, FOLDER/SLUG-N.csv
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "demo/experiment.h"
#include "io/file.h"

namespace {

using namespace madang;

constexpr int steps = 100;

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

void export_run(const std::filesystem::path& folder, const std::string& slug,
                std::vector<demo::NamedValue> settings) {
  const auto experiment = demo::make_experiment(slug);
  auto fields = experiment->fields();
  for (const auto& refused : demo::set_values(fields, settings)) throw std::runtime_error(refused.english);
  for (std::string name = experiment->missing_file(); !name.empty(); name = experiment->missing_file())
    experiment->files.emplace(name, io::read_file(std::filesystem::path(MADANG_DATA_DIR) / name));
  experiment->reset(1);
  if (!experiment->has_pytorch()) throw std::runtime_error("these settings have no script");
  for (int i = 0; i < steps; ++i) experiment->step();
  const auto curves = experiment->curves();
  int number = 1;
  const auto file = [&](const char* ending) {
    return folder / (slug + "-" + std::to_string(number) + ending);
  };
  while (std::filesystem::exists(file(".py"))) ++number;
  write(file(".csv"), demo::csv_of({curves.data(), 1}));
  write(file(".py"), experiment->as_pytorch());
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::fprintf(stderr, "usage: madang_pytorch_export FOLDER SLUG [SETTING=VALUE …]\n");
    return 2;
  }
  try {
    std::vector<demo::NamedValue> settings;
    for (int i = 3; i < count; ++i) {
      const std::string setting = arguments[i];
      const auto equals = std::min(setting.find('='), setting.size());
      settings.push_back({setting.substr(0, equals), setting.substr(std::min(equals + 1, setting.size()))});
    }
    export_run(arguments[1], arguments[2], std::move(settings));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "madang_pytorch_export: %s\n", error.what());
    return 1;
  }
}
