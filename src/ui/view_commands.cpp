#include "ui/view_commands.h"

namespace cohortscope::ui {

void run_on_view(View& view, Command command) {
    switch (command) {
    case Command::toggle_theme:
        view.theme = view.theme == plot::Theme::dark ? plot::Theme::light : plot::Theme::dark;
        break;
    case Command::toggle_points_density:
        view.cloud =
            view.cloud == CloudChoice::density ? CloudChoice::points : CloudChoice::density;
        break;
    case Command::show_keys:
        view.shows_keys = !view.shows_keys;
        break;
    case Command::toggle_performance:
        view.shows_performance = !view.shows_performance;
        view.longest = {};
        break;
    case Command::pan_tool:
        view.tool = MapTool::pan;
        break;
    case Command::lasso_tool:
        view.tool = MapTool::lasso;
        break;
    case Command::rectangle_tool:
        view.tool = MapTool::rectangle;
        break;
    case Command::export_report:
        toggle_report_box(view.report);
        break;
    default:
        break;
    }
}

} // namespace cohortscope::ui
