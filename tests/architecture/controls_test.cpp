// Whatever can be pressed, moved or pointed at goes through the pieces that offer it to keys and screen
// readers.
#include <doctest/doctest.h>

#include "support/paths.h"

#ifndef __EMSCRIPTEN__  // reads the source tree, which a browser does not have

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;

/// The files that may speak with ImGui's own widgets, items and mouse.
const std::set<std::string> pieces = {
    "ui/access.cpp",         "ui/canvas.cpp",       "ui/controls.cpp",   "ui/finger.cpp",
    "ui/heat_map.cpp",       "ui/pad.cpp",          "ui/sketch_pad.cpp", "ui/slider.cpp",
    "ui/text_field.cpp",     "app/icon_button.cpp", "ui/zoom.cpp",       "app/shell_save.cpp",
    "app/shell_toolbar.cpp", "ui/proof.cpp",        "app/ui_main.cpp",   "app/desktop_main.cpp"};

/// The first such call in a source, empty where there is none.
std::string raw_call(const std::string& source) {
  static const std::regex call(
      R"(ImGui::(IsItem|IsAnyItem|IsMouse|GetMouse|IsKey|IsWindowHovered|Button|SmallButton|ArrowButton|InvisibleButton|)"
      R"(ImageButton|Selectable|Checkbox|RadioButton|BeginCombo|Combo|ListBox|BeginListBox|Slider|VSlider|Drag|Input|)"
      R"(ColorEdit|ColorPicker|TreeNode|CollapsingHeader|MenuItem|BeginMenu|BeginPopup|OpenPopup|BeginTabBar|TabItem|)"
      R"(BeginTooltip|BeginItemTooltip|SetTooltip|SetItemTooltip|BeginDragDrop)\w*\s*\(|GetIO\(\)\.Mouse)");
  std::smatch found;
  return std::regex_search(source, found, call) ? found.str() : "";
}

}  // namespace

TEST_CASE("architecture: only the shared pieces speak with ImGui's widgets, items and mouse") {
  int read = 0;
  const fs::path source = madang::test::source_folder;
  for (const char* folder : {"app", "demos", "ui"})
    for (const auto& entry : fs::recursive_directory_iterator(source / folder)) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
      const std::string name = fs::relative(entry.path(), source).generic_string();
      std::ifstream file(entry.path());
      const std::string text{std::istreambuf_iterator<char>(file), {}};
      ++read;
      if (pieces.contains(name)) continue;
      CHECK_MESSAGE(raw_call(text).empty(), name << " calls " << raw_call(text));
    }
  CHECK(read > 100);
}

TEST_CASE("architecture: the check of widgets sees a raw one") {
  CHECK(raw_call("  if (ImGui::Button(\"play\")) play();") == "ImGui::Button(");
  CHECK(raw_call("ImGui::IsItemHovered()") == "ImGui::IsItemHovered(");
  CHECK(raw_call("const ImVec2 at = ImGui::GetIO().MousePos;") == "GetIO().Mouse");
  CHECK(raw_call("ui::button(\"play\"); ImGui::SameLine();").empty());
}

#endif
