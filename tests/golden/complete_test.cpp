// Nothing is stored in vain, and no operation goes without a stored value or configurations that are drawn.
#ifndef __EMSCRIPTEN__  // reads the source tree
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "golden/golden.h"
#include "support/paths.h"

using namespace madang::test;

namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string texts_below(const fs::path& folder, const std::string& ending) {
  std::string text;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().filename().string().ends_with(ending)) text += text_of(entry.path());
  }
  return text;
}

/// A case is named whole, or as "family/" with its end in quotes elsewhere (in a loop).
bool named_in(const std::string& tests, const std::string& name) {
  const std::size_t slash = name.find('/') + 1;
  const auto says = [&](const std::string& text) {
    return tests.find('"' + text + '"') != std::string::npos;
  };
  return says(name) || (says(name.substr(0, slash)) && says(name.substr(slash)));
}

std::set<std::string> functions_in(const fs::path& header) {
  static const std::regex declaration(R"(\n(?:inline )?(?:Variable|Tensor|AttentionResult) ([a-z_0-9]+)\()");
  const std::string text = text_of(header);
  std::set<std::string> names;
  for (std::sregex_iterator at(text.begin(), text.end(), declaration), end; at != end; ++at)
    names.insert((*at)[1]);
  return names;
}

std::vector<fs::path> headers_in(const std::string& room) {
  std::vector<fs::path> headers;
  for (const auto& entry : fs::directory_iterator(madang::test::source_folder + room)) {
    if (entry.path().extension() == ".h") headers.push_back(entry.path());
  }
  return headers;
}

/// The structs and classes of a header, options aside; of layers those that are called or have parameters.
std::set<std::string> types_in(const fs::path& header, bool layers) {
  static const std::regex definition(R"(\n(?:struct|class) (\w+)[^;{]*\{)");
  static const std::regex layer(R"( operator\(\)\(| named_parameters\(\) const)");
  const std::string text = text_of(header);
  std::set<std::string> names;
  for (std::sregex_iterator at(text.begin(), text.end(), definition), end; at != end; ++at) {
    const std::string name = (*at)[1];
    const auto start = static_cast<std::size_t>(at->position());
    const std::string body = text.substr(start, text.find("\n};", start) - start);
    if (name.ends_with("Options") || (layers && !std::regex_search(body, layer))) continue;
    names.insert(name);
  }
  return names;
}

}  // namespace

TEST_CASE("golden: every stored case is read by a test") {
  const std::string tests = texts_below(madang::test::tests_folder + "/golden", "_test.cpp");
  REQUIRE(golden::case_names().size() > 100);
  for (const std::string& name : golden::case_names()) CHECK_MESSAGE(named_in(tests, name), name);
}

TEST_CASE("golden: every operation, loss and function of a layer has a stored case, or is drawn") {
  const std::string drawn = text_of(fs::path(madang::test::tests_folder) / "pytorch/operations/registry.cpp");
  REQUIRE(drawn.size() > 1000);
  const std::string tests = texts_below(madang::test::tests_folder + "/golden", "_test.cpp") + drawn;
  const std::set<std::string> without = {// a switch over the activations
                                         "activate",
                                         // what draws at random, whose numbers nobody else can have
                                         "dropout", "spatial_dropout", "locked_dropout", "drop_path",
                                         "dropout_mask", "gumbel_softmax", "one_hot_of_largest",
                                         "straight_through", "sample_bernoulli",
                                         // parts of Rnn, Lstm and Gru
                                         "run_layers", "first_state", "input_sums", "hidden_sums",
                                         // a part of losses
                                         "reduced"};
  const auto calls = [&](const std::string& name) {
    return tests.find(' ' + name + '(') != std::string::npos ||
           tests.find('(' + name + '(') != std::string::npos;
  };
  for (const std::string room : {"/autograd", "/nn"}) {
    for (const fs::path& header : headers_in(room)) {
      if (room == "/autograd" && !header.filename().string().starts_with("ops_")) continue;
      for (const std::string& name : functions_in(header)) {
        if (without.contains(name)) continue;
        CHECK_MESSAGE(calls(name), header.filename().string(), ": ", name);
      }
    }
  }
}

TEST_CASE("golden: every layer, optimiser and schedule has a stored case") {
  const std::set<std::string> without = {
      "Dropout",         // draws at random
      "Shortcut",        // in ResidualBlock and BottleneckBlock
      "RecurrentStack",  // in Rnn, Lstm and Gru
      // of layers that have theirs, and operations as layers: tests/pytorch/modules.cpp holds them against
      // PyTorch
      "LanguageModel", "ActivationLayer", "AveragePool2d", "Flatten", "GlobalAveragePool", "LeakyRelu",
      "MaxPool2d", "Prelu", "Relu", "Sequential", "ParameterGroup",
      "Optimizer",  // in Sgd, Adam, AdamW, Rmsprop and Muon
  };
  const std::vector<std::string> cases = golden::case_names();
  std::size_t found = 0;
  for (const std::string room : {"/nn", "/optim"}) {
    for (const fs::path& header : headers_in(room)) {
      for (const std::string& name : types_in(header, room == "/nn")) {
        ++found;
        if (without.contains(name)) continue;
        const auto of_type = [&](const std::string& stored) { return stored.starts_with(name + "/"); };
        CHECK_MESSAGE(std::any_of(cases.begin(), cases.end(), of_type), header.filename().string(), ": ",
                      name);
      }
    }
  }
  CHECK(found > 40);
}
#endif
