#include "report/continuation_json.h"

namespace mantissa {

namespace {

const char* nameOf(ContinuationEnd end) {
    switch (end) {
    case ContinuationEnd::Length:
        return "length";
    case ContinuationEnd::EndOfText:
        return "endOfText";
    case ContinuationEnd::Context:
        break;
    }
    return "context";
}

} // namespace

Json toJson(const Continuation& continuation) {
    Json json;
    json["text"] = continuation.text;
    json["promptTokens"] = continuation.promptTokens;
    json["end"] = nameOf(continuation.end);
    json["seconds"] = continuation.seconds;
    json["tokensPerSecond"] =
        numberOrNull(static_cast<double>(continuation.tokens.size()) / continuation.seconds);
    json["tokens"] = Json::array();
    for (const ContinuedToken& token : continuation.tokens)
        json["tokens"].push_back(
            {{"id", token.id}, {"text", token.text}, {"probability", numberOrNull(token.probability)}});
    return json;
}

} // namespace mantissa
