#pragma once
// What a scheme hurts, and why, in sentences.
#include "session/hurt_driver.h"

namespace mantissa::ui {

/// "Q2_K hurts layers 3, 0 and 2 most: 14.2 %, 12.1 %, 11.9 %; the median layer 9.0 %."
QString layersSentence(const HurtFindings& findings, const QString& scheme);
/// "blk.3.ffn_down is 4.1 times its role's median under Q2_K (21 %)"
QString hurtSentence(const HurtWeight& weight, const QString& scheme);
/// "3 of 512 columns hold 38 % of its energy; ...": the strongest reasons first, never empty.
QString reasonSentence(const HurtWeight& weight);

} // namespace mantissa::ui
