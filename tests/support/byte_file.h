#pragma once
// Small files made by tests: bytes put together by hand, valid or broken on purpose.
#include "files/file_plan.h"

#include <QByteArray>
#include <QFile>
#include <QTemporaryDir>

#include <filesystem>

/// Little-endian bytes of a number.
template <class T>
QByteArray bytesOf(T value) {
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

/// GGUF's way of writing text: u64 length and bytes.
inline QByteArray ggufText(const QByteArray& text) {
    return bytesOf(static_cast<std::uint64_t>(text.size())) + text;
}

/// A safetensors file: length, header, data.
inline QByteArray safetensorsBytes(const QByteArray& header, const QByteArray& data) {
    return bytesOf(static_cast<std::uint64_t>(header.size())) + header + data;
}

inline std::filesystem::path pathIn(const QTemporaryDir& folder, const char* name) {
    return std::filesystem::path(folder.path().toStdString()) / name;
}

inline std::filesystem::path writeBytes(const std::filesystem::path& path, const QByteArray& bytes) {
    QFile file(QString::fromStdString(path.string()));
    file.remove(); // ext4 waits for the disk when an existing file is emptied and written
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", path.c_str());
    return path;
}

inline QByteArray readBytes(const std::filesystem::path& path) {
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The bytes of a planned file whose data is zeros, padding included.
inline QByteArray zeroFilled(const mantissa::FilePlan& plan) {
    QByteArray bytes(reinterpret_cast<const char*>(plan.header.data()),
                     static_cast<qsizetype>(plan.header.size()));
    return bytes.append(QByteArray(static_cast<qsizetype>(plan.fileBytes) - bytes.size(), '\0'));
}
