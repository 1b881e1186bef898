#include "methods/registry.h"

#include "base/nearest.h"
#include "methods/awq.h"
#include "methods/gptq.h"
#include "methods/hqq.h"
#include "methods/own_encoder.h"
#include "methods/prune.h"
#include "methods/quantease.h"

namespace mantissa {

std::span<const Method* const> methods() {
    static const std::vector<const Method*> all{
        &rtnMethod(),       &ggmlMethod(), &searchMethod(),    &hqqMethod(),   &gptqMethod(),
        &quanteaseMethod(), &awqMethod(),  &magnitudeMethod(), &wandaMethod(),
    };
    return all;
}

const Method* findMethod(std::string_view id) {
    for (const Method* method : methods()) {
        if (equalIgnoringCase(method->info().id, id))
            return method;
    }
    return nullptr;
}

} // namespace mantissa
