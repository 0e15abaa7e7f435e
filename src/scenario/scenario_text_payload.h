// Bytes in scenario text: "quoted" or hex:00ff, with *N to repeat them.
#ifndef WSDRAIN_SCENARIO_SCENARIO_TEXT_PAYLOAD_H_
#define WSDRAIN_SCENARIO_SCENARIO_TEXT_PAYLOAD_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "frame/masking.h"
#include "scenario/scenario_text_cursor.h"
#include "scenario/step.h"

namespace wsdrain {

// "text" or hex:.., both with *N, if one stands at the cursor. It has at most
// `bytes_max` bytes, repeats included, and its unit kPayloadUnitBytesMax; a
// payload without bytes is not repeated.
bool TryPayload(LineCursor& cursor, size_t bytes_max, Payload& payload);
// The two halves of it. Hex digits have `prefix` before them.
bool TryQuoted(LineCursor& cursor, size_t bytes_max, Payload& payload);
bool TryHex(LineCursor& cursor, std::string_view prefix, size_t bytes_max,
            Payload& payload);
// Eight hex digits after `prefix`.
bool TryMaskingKey(LineCursor& cursor, std::string_view prefix,
                   MaskingKey& key);

// PAYLOAD, as short as it can be; nothing is "".
std::string PayloadText(const Payload& payload);
// Always in quotes, for a `text` that is UTF-8.
std::string QuotedText(std::string_view text);
// Lower case digits.
std::string HexText(std::string_view bytes);
// "*N", or nothing for once.
std::string RepeatText(uint32_t repeat);
// The same bytes with the shortest unit, if that saves a lot or if they are
// too many for a unit.
Payload Compacted(std::string_view bytes);

// 0 to 15, or -1.
int HexDigit(char c);

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_SCENARIO_TEXT_PAYLOAD_H_
