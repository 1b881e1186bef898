#pragma once
// ggml's own library (npm: @node-llama-cpp/linux-x64), to compare bytes with. It aborts on input that it does
// not like, so every call runs in a child process.
#include "support/quick_ggml_init.h"

#include "tensor/dtype.h"

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <cctype>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <optional>
#include <span>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

class GgmlOracle {
public:
    using Dequantize = void (*)(const void*, float*, std::int64_t);
    using Quantize = std::size_t (*)(int, const float*, void*, std::int64_t, std::int64_t, std::int64_t,
                                     const float*);

    using Prepare = void (*)(int);

    static QString libraryPath() {
        const QString modules = qEnvironmentVariable(
            "MANTISSA_NODE_MODULES", QStringLiteral(MANTISSA_SOURCE_DIR "/tests/interop/node_modules"));
        return modules + QStringLiteral("/@node-llama-cpp/linux-x64/bins/linux-x64/libggml-base.so");
    }

    GgmlOracle() {
        setenv("GGML_NO_BACKTRACE", "1", 1); // or an abort waits for a debugger
        library_ = dlopen(qPrintable(libraryPath()), RTLD_NOW | RTLD_LOCAL);
        if (library_ == nullptr)
            reason_ = QStringLiteral("no ggml to compare with: %1").arg(QString::fromUtf8(dlerror()));
        else {
            quantize_ = reinterpret_cast<Quantize>(dlsym(library_, "ggml_quantize_chunk"));
            prepare_ = reinterpret_cast<Prepare>(dlsym(library_, "ggml_quantize_init"));
        }
    }

    bool available() const { return quantize_ != nullptr; }
    QString reason() const { return reason_; }
    Quantize quantizeFunction() const { return quantize_; }

    /// Types that ggml refuses to write without an importance matrix.
    bool requiresMatrix(mantissa::DType dtype) const {
        using Requires = bool (*)(int);
        const auto asked = reinterpret_cast<Requires>(dlsym(library_, "ggml_quantize_requires_imatrix"));
        return asked != nullptr && asked(mantissa::info(dtype).ggufId);
    }

    Dequantize dequantizeFunction(mantissa::DType dtype) const {
        std::string name(mantissa::info(dtype).name); // Q4_K -> dequantize_row_q4_K, IQ2_XXS -> ..iq2_xxs
        for (std::size_t i = 0; i < name.size(); ++i) {
            if (!(name[i] == 'K' && i + 1 == name.size()))
                name[i] = static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
        }
        return reinterpret_cast<Dequantize>(dlsym(library_, ("dequantize_row_" + name).c_str()));
    }

    /// Nothing where ggml aborts.
    std::optional<std::vector<std::byte>> quantize(mantissa::DType dtype, std::span<const float> values,
                                                   std::int64_t columns, const float* importance) const {
        const std::size_t bytes = *mantissa::byteSize(dtype, values.size());
        const auto rows = static_cast<std::int64_t>(values.size()) / columns;
        prepare_(mantissa::info(dtype).ggufId); // here, or each child would do it again
        return inChild(bytes, [&](void* out) {
            quantize_(mantissa::info(dtype).ggufId, values.data(), out, 0, rows, columns, importance);
        });
    }

    std::vector<float> dequantize(mantissa::DType dtype, std::span<const std::byte> bytes,
                                  std::size_t elements) const {
        std::vector<float> out(elements);
        dequantizeFunction(dtype)(bytes.data(), out.data(), static_cast<std::int64_t>(elements));
        return out;
    }

private:
    template <class Body>
    static std::optional<std::vector<std::byte>> inChild(std::size_t bytes, const Body& body) {
        void* shared = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (shared == MAP_FAILED)
            return std::nullopt;
        std::memset(shared, 0xaa, bytes);
        const pid_t child = fork();
        if (child == 0) {
            if (freopen("/dev/null", "w", stderr) == nullptr)
                _exit(2);
            std::signal(SIGABRT, SIG_DFL); // Qt Test's handler would call a debugger
            body(shared);
            _exit(0);
        }
        int status = -1;
        waitpid(child, &status, 0);
        std::optional<std::vector<std::byte>> result;
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
            const auto* first = static_cast<const std::byte*>(shared);
            result.emplace(first, first + bytes);
        }
        munmap(shared, bytes);
        return result;
    }

    void* library_ = nullptr;
    Quantize quantize_ = nullptr;
    Prepare prepare_ = nullptr;
    QString reason_;
};
