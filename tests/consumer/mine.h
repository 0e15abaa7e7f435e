// The endpoint under test: a toy with two bugs.
#ifndef CONSUMER_MINE_H_
#define CONSUMER_MINE_H_

#include "toy.h"

// What is known already ...
inline wsdrain::EndpointKind FirstBug() {
  wsdrain::EndpointKind kind = wsdrain::Toy({wsdrain::Bug::kEmptyCloseIs1000});
  kind.name = "first";
  return kind;
}

// ... and what is still to be found behind it.
inline wsdrain::EndpointKind Mine() {
  wsdrain::EndpointKind kind = wsdrain::Toy(
      {wsdrain::Bug::kEmptyCloseIs1000, wsdrain::Bug::kReadsOnceAfterClose});
  kind.name = "mine";
  return kind;
}

#endif  // CONSUMER_MINE_H_
