// libevent's loop, events and listeners, owned.
#ifndef WSDRAIN_LIVE_EVENT_LOOP_H_
#define WSDRAIN_LIVE_EVENT_LOOP_H_

#include <event2/event.h>
#include <event2/listener.h>

#include <memory>

namespace wsdrain {

struct FreeEvent {
  void operator()(event_base* base) const { event_base_free(base); }
  void operator()(event* one) const { event_free(one); }
  void operator()(evconnlistener* listener) const {
    evconnlistener_free(listener);
  }
};

using EventLoop = std::unique_ptr<event_base, FreeEvent>;
using LoopEvent = std::unique_ptr<event, FreeEvent>;
using Listener = std::unique_ptr<evconnlistener, FreeEvent>;

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_EVENT_LOOP_H_
