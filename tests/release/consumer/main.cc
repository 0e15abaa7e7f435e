// Tests an endpoint of one's own with every command of wsdrain.
#include "commands/main.h"

#include "endpoints/reference.h"

int main(int argc, char** argv) {
  wsdrain::EndpointKind mine = wsdrain::Reference();
  mine.name = "mine";
  mine.capabilities.is_ours = false;
  return wsdrain::Main(argc, argv, {mine});
}
