#include "plots/picture_scale.h"

#include <algorithm>

namespace mantissa::ui {

namespace {
int chosen = 2; // GUI thread only
} // namespace

int pictureScale() {
    return chosen;
}

void setPictureScale(int scale) {
    chosen = std::clamp(scale, 1, 4);
}

} // namespace mantissa::ui
