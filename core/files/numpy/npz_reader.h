#pragma once
// Opens an .npz file: a zip archive of .npy arrays. Stored ones are used in place; deflated ones are unpacked
// into memory when the file is opened.
#include "files/reader.h"

namespace mantissa {

extern const Reader npzReader;

} // namespace mantissa
