// Our own Connection as an endpoint under test.
#ifndef WSDRAIN_ENDPOINTS_REFERENCE_H_
#define WSDRAIN_ENDPOINTS_REFERENCE_H_

#include <array>
#include <cstdint>

#include "closing/table.h"
#include "scenario/endpoint.h"

namespace wsdrain {

// How often each row of the table was obeyed, saturating; by
// State * kEvents + Event.
using RowVisits = std::array<uint8_t, kRows>;

// The endpoint "reference". If `visits` is not null it is counted up; if
// `table` is not null it is obeyed instead of the RFC's. Both outlive it.
EndpointKind Reference(RowVisits* visits = nullptr,
                       const Table* table = nullptr);

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_REFERENCE_H_
