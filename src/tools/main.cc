// The program `wsdrain`: our own endpoint, and the libraries that were found.
#include "commands/main.h"

#include "endpoints/strangers/strangers.h"

int main(int argc, char** argv) {
  return wsdrain::Main(argc, argv, wsdrain::Strangers());
}
