#pragma once
// Runs a check once for every vector instruction set that this CPU and this build have, the slowest last.
#include <hwy/targets.h>

namespace mantissa::test {

template <class Check>
void onEveryTarget(const Check& check) {
    for (const auto target : hwy::SupportedAndGeneratedTargets()) {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(target);
        check();
    }
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

} // namespace mantissa::test
