#include "train/script.h"

#include <algorithm>
#include <map>

#include "core/python.h"
#include "io/python.h"

namespace madang::train {

namespace {

std::string indented(const std::string& lines) {
  std::string text;
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    text += "    " + lines.substr(begin, end - begin) + "\n";
    begin = end + 1;
  }
  return text;
}

std::string report_function(const ScriptLoop& loop) {
  const std::string print = "with torch.no_grad():\n    print(step, f\"{" + loop.report + ".item():.9g}\")\n";
  return "def report(step):\n" + indented(loop.modes ? "model.eval()\n" + print + "model.train()\n" : print);
}

/// "for step, chosen in enumerate(batches, start=1):"
std::string header(const ScriptLoop& loop, std::uint64_t steps) {
  if (loop.element.empty() && loop.rates.empty())
    return "for step in range(1, " + std::to_string(steps) + " + 1):\n";
  if (loop.rates.empty())
    return "for step, " + loop.element + " in enumerate(" + loop.sequence + ", start=1):\n";
  if (loop.element.empty()) return "for step, rate in enumerate(rates, start=1):\n";
  return "for step, (" + loop.element + ", rate) in enumerate(zip(" + loop.sequence + ", rates), start=1):\n";
}

std::string with_line_end(const std::string& lines) {
  return lines.empty() || lines.ends_with('\n') ? lines : lines + "\n";
}

}  // namespace

Script::Script(const ScriptHead& head) : head_(head) {}

Script& Script::tensor(const std::string& name, const Tensor& values, const std::string& comment) {
  return code(name + " = " + io::python_tensor(values) + (comment.empty() ? "" : "  # " + comment));
}

Script& Script::labels(const std::string& name, std::span<const std::int32_t> values) {
  return code(name + " = torch.tensor(" + io::python_list(values) + ")");
}

Script& Script::write(const Batches& batches) {
  std::string text = "batches = [\n";
  for (const auto& rows : batches) text += "    " + io::python_list(rows) + ",\n";
  return code(text + "]");
}

Script& Script::write(const data::LabelledImages& images, Batches batches) {
  const auto area = static_cast<std::size_t>(images.height * images.width);
  std::map<std::int32_t, std::int32_t> places;
  std::vector<std::uint8_t> pixels;
  std::vector<std::int32_t> classes;
  for (auto& rows : batches)
    for (std::int32_t& row : rows) {
      const auto [place, is_new] = places.try_emplace(row, static_cast<std::int32_t>(places.size()));
      if (is_new) {
        const auto image = images.pixels.subspan(static_cast<std::size_t>(row) * area, area);
        pixels.insert(pixels.end(), image.begin(), image.end());
        classes.push_back(images.labels[static_cast<std::size_t>(row)]);
      }
      row = place->second;
    }
  code("images = torch.frombuffer(bytearray(" + io::python_bytes(pixels) +
       "), dtype=torch.uint8).reshape(-1, 1, " + std::to_string(images.height) + ", " +
       std::to_string(images.width) + ") / 255");
  return labels("labels", classes).write(batches);
}

Script& Script::code(const std::string& lines) {
  add(lines, false);
  return *this;
}

Script& Script::definition(const std::string& lines) {
  add(lines, true);
  return *this;
}

void Script::add(const std::string& lines, bool definition) {
  if (definition || after_definition_) body_ += body_.empty() ? "\n" : "\n\n";
  body_ += with_line_end(lines);
  after_definition_ = definition;
}

Script& Script::model(const std::string& constructor, std::span<const io::NamedTensor> state,
                      const std::string& name) {
  const bool counts_batches = std::ranges::any_of(
      state, [](const io::NamedTensor& tensor) { return tensor.name.ends_with("running_var"); });
  std::string text = name + " = " + constructor + "\n" + name + ".load_state_dict({\n";
  for (const io::NamedTensor& tensor : state)
    text += "    \"" + tensor.name + "\": " + io::python_tensor(tensor.tensor) + ",\n";
  return code(text + (counts_batches
                          ? "}, strict=False)  # batch norm counts its batches, which nothing depends on"
                          : "})"));
}

Script& Script::optimizer(const Optimizer& optimizer, std::span<const std::string> groups) {
  return code("optimizer = " + optimizer.pytorch(groups));
}

Script& Script::loop(const ScriptLoop& loop) {
  if (!loop.rates.empty()) code("rates = " + io::python_list(loop.rates));
  if (!loop.report.empty()) definition(report_function(loop)).code("report(0)");
  std::string body;
  if (!loop.rates.empty()) body += "for group in optimizer.param_groups:\n    group[\"lr\"] = rate\n";
  body += with_line_end(loop.before) + "loss = " + loop.loss + "\noptimizer.zero_grad()\nloss.backward()\n";
  if (loop.gradient_norm_limit > 0)
    body += "nn.utils.clip_grad_norm_(model.parameters(), " + python(loop.gradient_norm_limit) + ")\n";
  body += "optimizer.step()\n" + with_line_end(loop.after) +
          (loop.report.empty() ? "print(step, f\"{loss.item():.9g}\")\n" : "report(step)\n");
  return code(header(loop, head_.steps) + indented(body));
}

std::string Script::text() const {
  const auto needs = [&](const char* word) { return body_.find(word) != std::string::npos; };
  std::string imports;
  if (needs("base64.")) imports += "import base64\n";
  if (needs("OrderedDict(")) imports += "from collections import OrderedDict\n";
  return "# " + head_.run + " in PyTorch: seed " + std::to_string(head_.seed) + ", " +
         std::to_string(head_.steps) +
         " steps, with the settings as they were when it was saved.\n# Prints " + head_.prints + ".\n" +
         imports + (imports.empty() ? "" : "\n") +
         "import torch\nfrom torch import nn\nfrom torch.nn import functional\n\n" + body_;
}

}  // namespace madang::train
