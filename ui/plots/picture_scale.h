#pragma once
// How many pixels a copied or saved picture has for each of the screen's; one choice for all plots and
// tables.

namespace mantissa::ui {

inline constexpr int pictureScales[] = {1, 2, 3, 4};

int pictureScale(); ///< 2 until somebody chooses
void setPictureScale(int scale);

} // namespace mantissa::ui
