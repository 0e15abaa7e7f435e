// The list of all properties: every engine picks up what stands here.
#ifndef WSDRAIN_PROPS_ALL_H_
#define WSDRAIN_PROPS_ALL_H_

#include <span>

#include "check/check.h"
#include "check/property.h"

namespace wsdrain {

// In the order in which failures are named: the closing handshake first.
const PropertySet& AllProperties();

// By file, which is by section of RFC 6455.
std::span<const Property> MaskingProperties();        // 5.1, 5.3
std::span<const Property> BaseFramingProperties();    // 5.2
std::span<const Property> FragmentationProperties();  // 5.4
std::span<const Property> ControlFrameProperties();   // 5.5, 5.5.2, 5.5.3
std::span<const Property> CloseProperties();          // 5.5.1
std::span<const Property> SendingProperties();        // 5.6, 6.1
std::span<const Property> ReceivingProperties();      // 6.2
std::span<const Property> DrainingProperties();       // 7.1.1, 7.2.1
std::span<const Property> ClosingProperties();        // 7.1.2 to 7.1.7
std::span<const Property> StatusCodeProperties();     // 7.4
std::span<const Property> ErrorProperties();          // 8.1, 10.4
std::span<const Property> RelationProperties();       // two runs compared
std::span<const Property> PolicyProperties();         // D1-D38 alone

}  // namespace wsdrain

#endif  // WSDRAIN_PROPS_ALL_H_
