// Tests an endpoint of one's own with every command of wsdrain.
#include "commands/main.h"

#include "mine.h"

int main(int argc, char** argv) {
  return wsdrain::Main(argc, argv, {Mine(), FirstBug()});
}
