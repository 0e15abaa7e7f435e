// How far a read or a write on a socket that never blocks has come.
#ifndef WSDRAIN_LIVE_MOVED_H_
#define WSDRAIN_LIVE_MOVED_H_

#include <poll.h>

#include <cstddef>

namespace wsdrain {

struct Moved {
  enum class State { kDone, kWouldBlock, kEof, kFailed };

  State state = State::kDone;
  size_t bytes = 0;    // kDone
  short wait_for = 0;  // kWouldBlock: the event of poll() to go on after

  static Moved Done(size_t bytes) { return {State::kDone, bytes}; }
  static Moved WouldBlock(short wait_for) {
    return {State::kWouldBlock, 0, wait_for};
  }
  static Moved Eof() { return {State::kEof}; }
  static Moved Failed() { return {State::kFailed}; }
};

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_MOVED_H_
