// The page's module: the shell on SDL and WebGL 2, drawn when mount.js asks for a frame. Exported functions
// that take text read it from the inbox.
#include <GLES3/gl3.h>
#include <SDL.h>
#include <emscripten.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "app/page.h"
#include "app/page_stage.h"
#include "app/page_text_fields.h"
#include "app/shell.h"
#include "app/shortcut.h"
#include "io/file_kind.h"
#include "io/file_text.h"
#include "ui/browser_glyphs.h"
#include "ui/finger.h"
#include "ui/font.h"
#include "ui/frame.h"
#include "ui/host.h"
#include "ui/theme.h"

namespace {

using namespace madang;

/// ImGui takes one press or release per frame from its queue, and sizes itself in a second one.
constexpr int frames_after_input = 3;

struct Page {
  SDL_Window* window = nullptr;
  ImVec2 size{1.f, 1.f}, pixels{1.f, 1.f};  ///< of the canvas, in css px and in its own
  io::Bytes inbox;
  std::string outbox;
  std::string told;
  std::vector<io::Bytes> fonts;
  ui::BrowserGlyphs glyphs;
  ui::Host host;
  app::PageTextFields text_fields;
  app::PageStage stage;
  std::optional<app::Shell> shell;
  int frames_left = 0;

  std::string_view text() const { return {reinterpret_cast<const char*>(inbox.data()), inbox.size()}; }
};

// The module's whole world: what plain exported functions can reach.
Page& page() {
  static Page the_page;
  return the_page;
}

void draw_after_input() {
  page().frames_left = frames_after_input;
  madang_page_request_frame();
}

void point_with_finger(float x, float y) {
  ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  ImGui::GetIO().AddMousePosEvent(x, y);
  draw_after_input();
}

int on_event(void*, SDL_Event* event) {
  if (event->type != SDL_POLLSENTINEL) draw_after_input();  // that is the end of a poll, not an input
  return 1;
}

bool start_window() {
  madang_page_bind_canvas();
  // No element has this name. Keys come by madang_ui_key, as strokes: nothing remembers a key as down, so
  // that none stays down where the system sends no keyup.
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#no-keys");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  page().window = SDL_CreateWindow("madang", 0, 0, 320, 320, SDL_WINDOW_OPENGL);
  return page().window && SDL_GL_CreateContext(page().window);
}

void start_imgui() {
  ImGui::CreateContext();
  auto& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  ui::attach(page().host);
  page().host.text_fields = &page().text_fields;
  page().host.access.on = true;
  for (const io::Bytes& font : page().fonts) ui::add_font(*io.Fonts, font);
  ui::add_rasteriser(*io.Fonts, page().glyphs);
  ImGui_ImplSDL2_InitForOpenGL(page().window, SDL_GL_GetCurrentContext());
  ImGui_ImplOpenGL3_Init("#version 300 es");
  // SDL's clipboard ends at the page's edge.
  ImGui::GetPlatformIO().Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
    madang_page_copy(text);
  };
  SDL_AddEventWatch(on_event, nullptr);
}

void take_input() {
  SDL_Event event;
  while (SDL_PollEvent(&event)) ImGui_ImplSDL2_ProcessEvent(&event);
}

void clear() {
  const ImVec4 ground = ImGui::ColorConvertU32ToFloat4(ui::theme_of(page().shell->dark()).background);
  glViewport(0, 0, static_cast<int>(page().pixels.x), static_cast<int>(page().pixels.y));
  glClearColor(ground.x, ground.y, ground.z, 1.f);
  glClear(GL_COLOR_BUFFER_BIT);
}

void draw_shell() {
  try {
    page().shell->draw();
  } catch (const std::exception& error) {
    page().shell->complain({std::string("그림을 그리다가 오류가 났습니다: ") + error.what(),
                            std::string("An error while drawing: ") + error.what()});
  }
}

void tell_controls() {
  ui::Host& host = page().host;
  if (const std::string* const news = host.access.news(ImGui::GetTime())) madang_page_controls(news->c_str());
  if (host.pointer.told() == page().told) return;
  page().told = host.pointer.told();
  madang_page_told(page().told.c_str());
}

}  // namespace

extern "C" {

/// Zeroed memory that stays, for the data of a demo's view.
EMSCRIPTEN_KEEPALIVE void* madang_ui_room(std::size_t size) { return std::calloc(1, size); }

EMSCRIPTEN_KEEPALIVE std::byte* madang_ui_inbox(std::size_t size) {
  page().inbox.resize(size);
  return page().inbox.data();
}

/// Inbox: a font, before the start. A character is taken from the first that has it.
EMSCRIPTEN_KEEPALIVE void madang_ui_font() { page().fonts.push_back(page().inbox); }

/// Inbox: the demo's slug. False when there is no such demo or no WebGL 2.
EMSCRIPTEN_KEEPALIVE bool madang_ui_start(bool korean, bool dark) {
  try {
    if (!start_window()) return false;
    start_imgui();
    page().shell.emplace(std::string(page().text()), korean ? Language::korean : Language::english,
                         page().stage);
    page().shell->set_dark(dark);
    return true;
  } catch (const std::exception& error) {
    SDL_Log("%s", error.what());
    return false;
  }
}

/// Inbox: the fragment of the page's address.
EMSCRIPTEN_KEEPALIVE void madang_ui_open() { page().shell->open(std::string(page().text())); }

/// An engine was started anew.
EMSCRIPTEN_KEEPALIVE void madang_ui_reopen(int engine) { page().shell->reopen(engine); }

/// Inbox: a frame of that engine.
EMSCRIPTEN_KEEPALIVE void madang_ui_receive(int engine) {
  page().frames_left = std::max(page().frames_left, 2);  // what is new is sized in the second
  page().shell->receive(engine, page().inbox);
}

/// Draws. Returns the seconds after which the next frame is wanted, less than 0 when none is.
EMSCRIPTEN_KEEPALIVE double madang_ui_frame() {
  take_input();
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  auto& io = ImGui::GetIO();
  io.DisplaySize = page().size;
  io.DisplayFramebufferScale = {page().pixels.x / page().size.x, page().pixels.y / page().size.y};
  ImGui::NewFrame();
  ui::begin_frame();
  draw_shell();
  page().host.pointer.draw();
  ImGui::Render();
  clear();
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  page().text_fields.end_of_frame();
  tell_controls();
  const double wanted = ui::end_frame();
  if (!page().stage.settled()) page().frames_left = frames_after_input;
  if (page().frames_left > 0 && --page().frames_left > 0) return 0;
  return wanted < 1e6 ? wanted : -1;
}

/// Size in css px, and in pixels of the screen, which need not be the same multiple in both directions.
EMSCRIPTEN_KEEPALIVE void madang_ui_resize(int width, int height, int pixel_width, int pixel_height) {
  page().size = {static_cast<float>(width), static_cast<float>(height)};
  page().pixels = {static_cast<float>(pixel_width), static_cast<float>(pixel_height)};
  SDL_SetWindowSize(page().window, width, height);
  emscripten_set_canvas_element_size("#canvas", pixel_width, pixel_height);
  page().frames_left = frames_after_input;
}

/// Which part of the demo is in sight, in css px from its top.
EMSCRIPTEN_KEEPALIVE void madang_ui_seen(float top, float bottom) { page().shell->set_seen(top, bottom); }

EMSCRIPTEN_KEEPALIVE void madang_ui_set_dark(bool dark) {
  page().shell->set_dark(dark);
  madang_page_request_frame();
}

/// Whether the reader wants nothing to move that need not.
EMSCRIPTEN_KEEPALIVE void madang_ui_set_calm(bool calm) { page().shell->set_calm(calm); }

/// Where the view begins below the toolbar, in css px.
EMSCRIPTEN_KEEPALIVE float madang_ui_view_top() { return page().shell->view_top(); }

EMSCRIPTEN_KEEPALIVE void madang_ui_press(int press) { page().shell->press(static_cast<app::Press>(press)); }

/// Inbox: "key\0code" of a key that went down, as the web names them. True when it is a shortcut of the demo;
/// it acts but once, and not while a button or a finger is down, which may be dragging something. That is
/// SDL's to say: Dear ImGui hears of a release a frame later.
EMSCRIPTEN_KEEPALIVE bool madang_ui_key(bool control, bool meta, bool alt, bool shift, bool repeated) {
  const auto all = page().text();
  const auto end = std::min(all.find('\0'), all.size());
  const auto press = app::shortcut_of({.says = all.substr(0, end),
                                       .place = all.substr(std::min(end + 1, all.size())),
                                       .control = control,
                                       .meta = meta,
                                       .alt = alt,
                                       .shift = shift});
  if (press && !repeated && SDL_GetMouseState(nullptr, nullptr) == 0) page().shell->press(*press);
  return press.has_value();
}

/// Whether a finger's drag that begins where it was last is the picture's, and does not scroll the page.
EMSCRIPTEN_KEEPALIVE bool madang_ui_takes_drag() { return page().host.takes_drag; }

/// And whether one to the side is.
EMSCRIPTEN_KEEPALIVE bool madang_ui_takes_sideways() { return ui::takes_sideways(); }

/// Whether what is under the pointer can be magnified.
EMSCRIPTEN_KEEPALIVE bool madang_ui_zooms() { return page().host.zooms; }

/// Whether an open list would take the wheel.
EMSCRIPTEN_KEEPALIVE bool madang_ui_takes_wheel() {
  return ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
}

/// Something was done to the control `id` on the page: see ui::offer.
EMSCRIPTEN_KEEPALIVE void madang_ui_ask(unsigned id, float value) {
  page().host.access.ask(id, value);
  draw_after_input();
}

/// The control that has the page's focus; 0: none.
EMSCRIPTEN_KEEPALIVE void madang_ui_focus(unsigned id) {
  page().host.access.focus(id);
  page().host.pointer.leave();
  page().frames_left = std::max(page().frames_left, 1);
  madang_page_request_frame();
}

/// A key in the pad that has the focus, by number of ui::PadKey; `drags`: with what is under the pointer.
EMSCRIPTEN_KEEPALIVE void madang_ui_pad(unsigned id, int key, bool drags) {
  page().host.pointer.key(id, static_cast<ui::PadKey>(key), drags);
  draw_after_input();
}

/// Closes what lies open over the picture. False when nothing does.
EMSCRIPTEN_KEEPALIVE bool madang_ui_close_lists() {
  if (!madang_ui_takes_wheel()) return false;
  ImGui::ClosePopupsExceptModals();
  draw_after_input();
  return true;
}

/// A finger touches a place of the canvas, in css px, and presses nothing as long as it rests there.
EMSCRIPTEN_KEEPALIVE void madang_ui_rest(float x, float y) {
  point_with_finger(x, y);
  page().host.finger = {.rests = true};
}

/// A finger that presses and moves, until it is no longer `down`.
EMSCRIPTEN_KEEPALIVE void madang_ui_touch(float x, float y, bool down) {
  point_with_finger(x, y);
  ImGui::GetIO().AddMouseButtonEvent(0, down);
  page().host.finger = {};
}

/// The pointer left the demo: nothing is hovered or held any more.
EMSCRIPTEN_KEEPALIVE void madang_ui_leave() {
  page().host.pointer.leave();
  page().host.finger = {};
  page().host.pinch = {};
  // At once: a press that waited for the next frame would hold what the next finger finds.
  ImGui::GetIO().ClearEventsQueue();
  ImGui::GetIO().ClearInputMouse();
  ImGui::GetIO().ClearInputKeys();
  draw_after_input();
}

/// A finger that only rested was lifted.
EMSCRIPTEN_KEEPALIVE void madang_ui_tap(float x, float y) {
  if (page().host.finger.explained) return madang_ui_leave();
  madang_ui_touch(x, y, true);
  madang_ui_touch(x, y, false);
}

/// Two fingers, or the wheel with ctrl: what is at (x, y) is magnified by `factor` and moved along.
EMSCRIPTEN_KEEPALIVE void madang_ui_pinch(float x, float y, float factor, float moved_x, float moved_y) {
  ImGui::GetIO().AddMousePosEvent(x, y);
  ui::Pinch& pinch = page().host.pinch;
  pinch = {pinch.factor * factor, {pinch.moved.x + moved_x, pinch.moved.y + moved_y}};
  draw_after_input();
}

/// The context was lost, and with it everything that lived on the graphics card. Forgotten now: deleting it
/// from the restored context would be an error.
EMSCRIPTEN_KEEPALIVE void madang_ui_context_lost() { ImGui_ImplOpenGL3_Shutdown(); }

/// The context is back: everything is made anew.
EMSCRIPTEN_KEEPALIVE void madang_ui_context_restored() {
  ImGui_ImplOpenGL3_Init("#version 300 es");
  draw_after_input();
}

/// Inbox: what the reader typed into text field `id`, if `changed`, in UTF-16; `cut`: it was longer.
EMSCRIPTEN_KEEPALIVE void madang_ui_typed(unsigned id, bool changed, bool cut, bool finished) {
  ui::TextAnswer answer;
  if (changed) {
    io::TypedText typed = io::typed_text(page().text());
    answer.text = std::move(typed.text);
    if (typed.left_out > 0)
      page().shell->complain({"글자로 읽을 수 없는 것 " + std::to_string(typed.left_out) + "개를 뺐습니다.",
                              "Invalid characters left out: " + std::to_string(typed.left_out) + "."});
  }
  answer.cut = cut;
  answer.finished = finished;
  page().text_fields.answer(id, std::move(answer));
  page().frames_left = std::max(page().frames_left, 2);
  madang_page_request_frame();
}

/// Inbox: a message in the page's language.
EMSCRIPTEN_KEEPALIVE void madang_ui_complain() {
  const std::string message(page().text());
  page().shell->complain({message, message});
}

/// Inbox: a file that the reader dropped, pasted or chose. 0: it was taken or refused. Else the browser may
/// be able to decode it as a picture; the name of its format, or "?", is left in the outbox and has that
/// size.
EMSCRIPTEN_KEEPALIVE std::size_t madang_ui_file() {
  const io::FileFormat format = io::format_of(page().inbox);
  page().outbox.clear();
  if (format.kind == io::FileKind::picture) page().outbox = format.name;
  if (format.kind == io::FileKind::unknown) page().outbox = "?";
  if (page().outbox.empty()) page().shell->take_file(page().inbox);
  return page().outbox.size();
}

/// Inbox: a photo that the reader dropped, pasted, chose or took, as a pixmap.
EMSCRIPTEN_KEEPALIVE void madang_ui_photo() { page().shell->take_photo(page().inbox); }

/// Inbox: a setting's name. Its text is left in the outbox; returns the size.
EMSCRIPTEN_KEEPALIVE std::size_t madang_ui_setting() {
  page().outbox = page().shell->setting(std::string(page().text()));
  return page().outbox.size();
}

/// The fragment of a link to what is shown now is left in the outbox; returns the size.
EMSCRIPTEN_KEEPALIVE std::size_t madang_ui_link() {
  page().outbox = page().shell->link();
  return page().outbox.size();
}
EMSCRIPTEN_KEEPALIVE const char* madang_ui_outbox() { return page().outbox.data(); }

/// Inbox: "name\0text".
EMSCRIPTEN_KEEPALIVE void madang_ui_set_setting() {
  const auto all = page().text();
  const auto end = std::min(all.find('\0'), all.size());
  page().shell->set_setting(std::string(all.substr(0, end)),
                            std::string(all.substr(std::min(end + 1, all.size()))));
}

}  // extern "C"

int main() { return 0; }
