// Names every file of properties once.
#include "props/all.h"

namespace wsdrain {

const PropertySet& AllProperties() {
  static const PropertySet& all = *new PropertySet([] {
    std::vector<const Property*> list;
    for (const std::span<const Property> part :
         {DrainingProperties(), ClosingProperties(), CloseProperties(),
          MaskingProperties(), BaseFramingProperties(),
          FragmentationProperties(), ControlFrameProperties(),
          SendingProperties(), ReceivingProperties(), StatusCodeProperties(),
          ErrorProperties(), PolicyProperties(), RelationProperties()}) {
      for (const Property& property : part) list.push_back(&property);
    }
    return list;
  }());
  return all;
}

}  // namespace wsdrain
