// The program `wsdrain`, with our own endpoint only.
#include "commands/main.h"

int main(int argc, char** argv) { return wsdrain::Main(argc, argv); }
