#pragma once
// Opens an .npy file: one array, named after the file.
#include "files/reader.h"

namespace mantissa {

extern const Reader npyReader;

} // namespace mantissa
