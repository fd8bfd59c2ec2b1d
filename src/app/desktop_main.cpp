// A window of the same app for quick work: madang_desktop [slug [link fragment]]. The session runs inline.
#include <SDL.h>
#include <SDL_opengl.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "app/data_folder.h"
#include "app/session.h"
#include "app/shell.h"
#include "app/shortcut.h"
#include "io/file.h"
#include "io/refused.h"
#include "ui/font.h"
#include "ui/frame.h"
#include "ui/host.h"
#include "ui/theme.h"

namespace {

using namespace madang;

constexpr float factor_per_notch = 1.2f;
constexpr double slice_ms = 8;
constexpr double idle_ms = 100;

double now_ms() {
  return static_cast<double>(SDL_GetPerformanceCounter()) * 1000 /
         static_cast<double>(SDL_GetPerformanceFrequency());
}

class WindowStage : public app::Stage {
 public:
  void send(int engine, const demo::Command& command) override {
    auto& session = sessions[static_cast<std::size_t>(engine)];
    if (!session) session.emplace(now_ms);
    session->receive(command);
  }
  void close_engine(int engine) override { sessions[static_cast<std::size_t>(engine)].reset(); }
  /// Into the folder in which the program was started.
  void download(const std::string& name, const std::string&, std::span<const std::byte> contents) override {
    std::ofstream file(name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(contents.data()), static_cast<std::streamsize>(contents.size()));
    std::printf("%s\n", name.c_str());
  }
  void save_picture(const std::string& name, const app::Area& area) override {
    picture_name = name;
    picture_area = area;
    request_frame();
  }
  void pick_file() override {}                 // a file is dropped on the window
  void ask_photo(demo::PhotoFrom) override {}  // so is a photo, as .ppm
  void share(const std::string& fragment) override {
    SDL_SetClipboardText(("#" + fragment).c_str());
    std::printf("#%s\n", fragment.c_str());
  }
  void show_status(const app::Status&) override {}
  void show_notice(const std::string&) override {}
  void show_changes(const std::string&) override {}
  void describe(const std::string&) override {}
  void want_height(float) override {}
  void request_frame() override { frames_left = 3; }

  int frames_left = 3;
  std::array<std::optional<app::Session>, 2> sessions;
  std::string picture_name;  ///< of the picture to be saved; empty: none is
  app::Area picture_area;
};

/// SDL writes no PNG; a BMP under the same name but for its end.
void save_picture(SDL_Window* window, const WindowStage& stage) {
  const auto& area = stage.picture_area;
  const float density = ImGui::GetIO().DisplayFramebufferScale.x;
  const auto pixels = [&](float px) { return static_cast<int>(px * density); };
  const int width = pixels(area.width), height = pixels(area.height);
  int drawable_height = 0;
  SDL_GL_GetDrawableSize(window, nullptr, &drawable_height);
  std::vector<unsigned char> rows(static_cast<std::size_t>(width) * height * 4);
  glReadPixels(pixels(area.left), drawable_height - pixels(area.top) - height, width, height, GL_RGBA,
               GL_UNSIGNED_BYTE, rows.data());
  SDL_Surface* surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGBA32);
  for (int row = 0; row < height; ++row)  // OpenGL counts from below
    std::copy_n(
        rows.data() + static_cast<std::size_t>(height - 1 - row) * width * 4, width * 4,
        static_cast<unsigned char*>(surface->pixels) + static_cast<std::ptrdiff_t>(row) * surface->pitch);
  const std::string name = std::filesystem::path(stage.picture_name).replace_extension(".bmp").string();
  SDL_SaveBMP(surface, name.c_str());
  SDL_FreeSurface(surface);
  std::printf("%s\n", name.c_str());
}

void add_fonts() {
  const char* const files[] = {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
                               "/usr/share/fonts/truetype/nanum/NanumGothic.ttf",
                               "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"};
  for (const char* file : files) {
    if (!std::filesystem::exists(file)) continue;
    ImGui::GetIO().Fonts->AddFontFromFileTTF(file, ui::body_size);
    return;
  }
}

struct Window {
  SDL_Window* handle = nullptr;
  SDL_GLContext context = nullptr;

  Window() {
    if (SDL_Init(SDL_INIT_VIDEO) != 0) throw std::runtime_error(SDL_GetError());
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 2);
    constexpr auto flags = SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
    handle = SDL_CreateWindow("Madang", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, 1200, 800, flags);
    context = handle ? SDL_GL_CreateContext(handle) : nullptr;
    if (!context) throw std::runtime_error(SDL_GetError());
    SDL_GL_SetSwapInterval(1);
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    add_fonts();
    ImGui_ImplSDL2_InitForOpenGL(handle, context);
    ImGui_ImplOpenGL3_Init("#version 150");
  }
  ~Window() {
    if (ImGui::GetCurrentContext()) {
      ImGui_ImplOpenGL3_Shutdown();
      ImGui_ImplSDL2_Shutdown();
      ImGui::DestroyContext();
    }
    SDL_Quit();
  }
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  void draw(app::Shell& shell) {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplSDL2_NewFrame();
    ImGui::NewFrame();
    ui::begin_frame();
    shell.draw();
    ImGui::Render();
    const auto& io = ImGui::GetIO();
    glViewport(0, 0, static_cast<int>(io.DisplaySize.x * io.DisplayFramebufferScale.x),
               static_cast<int>(io.DisplaySize.y * io.DisplayFramebufferScale.y));
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    SDL_GL_SwapWindow(handle);
  }
};

void take_file(app::Shell& shell, char* path) {
  try {
    shell.take_file(io::read_file(path));
  } catch (const io::Refused& refused) {
    shell.complain(refused.reason());
  }
  SDL_free(path);
}

/// A shortcut of the demo, unless a widget has the keyboard: space presses the button with the focus.
void take_key(app::Shell& shell, const SDL_KeyboardEvent& event) {
  const ImGuiIO& io = ImGui::GetIO();
  const SDL_Keysym& key = event.keysym;
  const bool space = key.sym == SDLK_SPACE;
  const bool button_down = SDL_GetMouseState(nullptr, nullptr) != 0;
  if (event.repeat || io.WantTextInput || button_down || (space && io.NavVisible)) return;
  const std::string says = space ? " " : SDL_GetKeyName(key.sym);
  const std::string place = std::string("Key") + SDL_GetScancodeName(key.scancode);
  if (const auto press = app::shortcut_of({.says = says,
                                           .place = place,
                                           .control = (key.mod & KMOD_CTRL) != 0,
                                           .meta = (key.mod & KMOD_GUI) != 0,
                                           .alt = (key.mod & KMOD_ALT) != 0,
                                           .shift = (key.mod & KMOD_SHIFT) != 0}))
    shell.press(*press);
}

/// Waits for input only as long as the session and the picture have nothing to do. False: the window was
/// closed.
bool take_input(WindowStage& stage, app::Shell& shell, double wait_ms) {
  SDL_Event event;
  bool any = SDL_WaitEventTimeout(&event, static_cast<int>(wait_ms)) != 0;
  for (; any; any = SDL_PollEvent(&event) != 0) {
    ImGui_ImplSDL2_ProcessEvent(&event);
    stage.request_frame();
    if (event.type == SDL_MOUSEWHEEL && (SDL_GetModState() & KMOD_CTRL))
      ui::host()->pinch.factor *= std::pow(factor_per_notch, event.wheel.preciseY);
    if (event.type == SDL_KEYDOWN) take_key(shell, event.key);
    if (event.type == SDL_DROPFILE) take_file(shell, event.drop.file);
    if (event.type == SDL_QUIT) return false;
  }
  return true;
}

void run(const std::string& slug, const std::string& fragment) {
  Window window;
  ui::Host host;
  ui::attach(host);
  WindowStage stage;
  const char* const language = SDL_getenv("LANG");
  const bool korean = language && std::string(language).starts_with("ko");
  app::Shell shell(slug, korean ? Language::korean : Language::english, stage);
  shell.open(fragment);
  double wait_ms = 0;
  while (take_input(stage, shell, wait_ms)) {
    double work_in_ms = -1;
    for (int engine = 0; engine < 2; ++engine) {
      auto& session = stage.sessions[static_cast<std::size_t>(engine)];
      if (!session) continue;
      app::give_files(*session, MADANG_DATA_DIR);
      const double due_ms = session->work(slice_ms);
      if (due_ms >= 0) work_in_ms = work_in_ms < 0 ? due_ms : std::min(work_in_ms, due_ms);
      if (auto frame = session->take_frame()) shell.receive(engine, io::to_bytes(*frame));
    }
    double draw_in_ms = idle_ms;
    if (stage.frames_left > 0) {
      --stage.frames_left;
      window.draw(shell);
      if (!stage.picture_name.empty() && stage.frames_left == 0) {
        save_picture(window.handle, stage);
        stage.picture_name.clear();
      }
      draw_in_ms = ui::end_frame() * 1000;
      if (draw_in_ms <= 0) stage.request_frame();
    }
    wait_ms = stage.frames_left > 0 ? 0 : std::min(idle_ms, draw_in_ms);
    if (work_in_ms >= 0) wait_ms = std::min(wait_ms, work_in_ms);
  }
}

}  // namespace

int main(int count, char** arguments) {
  try {
    const auto slugs = demo::experiment_slugs();
    if (slugs.empty()) throw std::runtime_error("no demo is built in");
    run(count > 1 ? arguments[1] : slugs.front(), count > 2 ? arguments[2] : "");
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "madang_desktop: %s\n", error.what());
    return 1;
  }
}
