// Writes bytes, however long it takes, within a time limit.
#ifndef WSDRAIN_LIVE_WRITE_ALL_H_
#define WSDRAIN_LIVE_WRITE_ALL_H_

#include <string>
#include <string_view>

#include "live/stream.h"
#include "live/time_limit.h"

namespace wsdrain {

// Blocks. Why they are not written, in words; empty: they are.
std::string WriteAll(Stream& stream, std::string_view bytes,
                     const TimeLimit& limit);

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_WRITE_ALL_H_
