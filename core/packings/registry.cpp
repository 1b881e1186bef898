#include "packings/registry.h"

#include "base/nearest.h"
#include "packings/awq.h"
#include "packings/bitsandbytes_4bit.h"
#include "packings/bitsandbytes_int8.h"
#include "packings/compressed_tensors.h"
#include "packings/gptq.h"

namespace mantissa {

std::span<const Packing* const> packings() {
    static const std::vector<const Packing*> all{&gptqPacking(),
                                                 &gptqV2Packing(),
                                                 &awqPacking(),
                                                 &bitsandbytes4BitPacking(),
                                                 &bitsandbytesInt8Packing(),
                                                 &compressedTensorsPacking()};
    return all;
}

const Packing* findPacking(std::string_view id) {
    for (const Packing* packing : packings()) {
        if (equalIgnoringCase(packing->info().id, id))
            return packing;
    }
    return nullptr;
}

Result<const Packing*> parsePacking(std::string_view id) {
    if (const Packing* packing = findPacking(id))
        return packing;
    std::string list;
    for (const Packing* packing : packings())
        list += (list.empty() ? "" : ", ") + packing->info().id;
    return fail(ErrorCode::NotFound,
                sentence(MANTISSA_TR("core", "There is no packing “%1”. There are: %2."), id, list));
}

} // namespace mantissa
