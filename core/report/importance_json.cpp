#include "report/importance_json.h"

namespace mantissa {

Json toJson(const ImportanceCoverage& coverage) {
    Json json{{"name", coverage.tensor},
              {"columns", coverage.columns},
              {"experts", coverage.experts},
              {"tokens", coverage.countsChunks ? Json(nullptr) : Json(coverage.tokens)},
              {"fewestTokens", coverage.countsChunks ? Json(nullptr) : Json(coverage.fewestTokens)},
              {"chunks", coverage.countsChunks ? Json(coverage.tokens) : Json(nullptr)},
              {"unseenExperts", coverage.unseenExperts},
              {"silentColumns", coverage.silentColumns},
              {"silentShare", numberOrNull(coverage.silentShare())},
              {"heaviestShare", numberOrNull(coverage.heaviestShare)}};
    if (coverage.experts < 2)
        return json;
    json["each"] = Json::array();
    for (const ExpertCoverage& expert : coverage.each) {
        json["each"].push_back({{"tokens", expert.tokens},
                                {"silentColumns", expert.silentColumns},
                                {"heaviestShare", numberOrNull(expert.heaviestShare)}});
    }
    return json;
}

} // namespace mantissa
