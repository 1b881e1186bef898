#include "methods/statistics_check.h"

#include "calibration/linear_inputs.h"

namespace mantissa {

Result<void> requireGrid(const Format& format, const std::string& method, bool planned) {
    if (format.grid() != nullptr || (planned && format.plansGrid()))
        return {};
    return fail(
        ErrorCode::InvalidArgument,
        sentence(MANTISSA_TR("core", "%1 cannot be rounded weight by weight under scales of blocks, as "
                                     "the method %2 does. Choose search, or a format such as INT4, NF4 "
                                     "or Q4_K."),
                 format.text(), method));
}

Result<void> requireStatistics(const std::string& method, const Format& format, const MethodInput& input) {
    const LinearInput* statistics = input.statistics.get();
    if (statistics == nullptr || statistics->hessian.empty())
        return fail(
            ErrorCode::InvalidArgument,
            sentence(MANTISSA_TR("core", "The method %1 must know what comes into each weight: give it "
                                         "a calibration text."),
                     method));
    const std::int64_t rows = input.rows->rows();
    const std::int64_t columns = input.rows->columns();
    const std::int64_t experts = statistics->experts();
    // With several experts a block may not reach from one into the next.
    const bool fits = statistics->columns() == columns && rows % experts == 0 &&
                      (experts == 1 || rows / experts % format.tileRows(columns) == 0) &&
                      statistics->hessian.size() == static_cast<std::size_t>(experts * columns * columns);
    if (fits)
        return {};
    return fail(ErrorCode::Mismatch,
                sentence(MANTISSA_TR("core", "Calibration saw %1 experts with %2 input columns, which do not "
                                             "fit a weight of %3 x %4 values in %5."),
                         experts, statistics->columns(), rows, columns, format.text()));
}

} // namespace mantissa
