#pragma once

namespace mantissa {

/// The permission bits that a file or folder made with `wanted` would get from the person's umask: for what
/// is made under a temporary name that only its owner may read.
unsigned permittedMode(unsigned wanted);

} // namespace mantissa
