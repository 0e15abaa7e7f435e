// The whole world of a run: endpoints, simulated transport and virtual clock.
//
// Solo mode has one endpoint against the scripted remote; pair mode has a
// client and a server joined by two pipes. Every run is a pure function of the
// scenario and of what the endpoints do.
#ifndef WSDRAIN_SCENARIO_WORLD_H_
#define WSDRAIN_SCENARIO_WORLD_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "frame/role.h"
#include "scenario/endpoint.h"
#include "scenario/ledger.h"
#include "scenario/observation.h"
#include "scenario/pipe.h"
#include "scenario/scenario.h"
#include "scenario/wire_view.h"

namespace wsdrain {

// Looks at each observation before it is folded into the ledger.
class ObservationSink {
 public:
  virtual ~ObservationSink() = default;
  virtual void OnObservation(const Ledger& before, const Observation& now) = 0;
};

// Who is tested in which role; null: nobody (solo mode's other side).
struct Players {
  const EndpointKind* client = nullptr;
  const EndpointKind* server = nullptr;
};

class Seat;

// The masking keys of the scripted remote count up from here.
inline constexpr uint32_t kFirstRemoteKey = 0x11223344;

class World {
 public:
  // `input_chunk_max`: no read gives more bytes (the chunking property).
  World(const Scenario& scenario, const Players& players,
        size_t input_chunk_max, ObservationSink& sink);
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  // Plays one step, once for each of its `times`.
  void Play(const Step& step);

  // The fair phase. If closing has started, all that is held is delivered and
  // accepted, and the endpoints must end. Otherwise what is held is let go.
  void End(Ending ending);

  // The same world, watched by another sink; null if an endpoint cannot be
  // copied.
  std::unique_ptr<World> Clone(ObservationSink& sink) const;

  const Ledger& ledger(Role role) const;

  // --- For the explorer -----------------------------------------------------

  // What decides which steps have an effect now.
  struct Prospect {
    size_t unread = 0;              // sent by the peer, not yet read
    size_t output_bytes = 0;        // to be accepted
    size_t calls_waiting = 0;       // `inside ...`
    bool is_end_due = false;        // EOF or RST is sent, not yet delivered
    bool is_end_read = false;       // EOF was delivered
    bool is_remote_gone = false;    // solo: it has sent EOF or RST
    bool is_input_ignored = false;  // after a Close or a fault
    bool is_over = false;           // TCP is closed or reset
  };
  Prospect ProspectOf(Role role) const;

  // Shows both ends once more what stands when nothing happens by itself.
  void ObserveSettled() { ObserveAll(Seen::kSettled, Ending::kSilent); }

  // Forgets what can no longer matter, so that worlds of an equal future are
  // soon equal, and counts time and positions from now. Only for our own
  // endpoint: a stranger may yet do what forgotten facts excuse.
  void Canonicalize();

  // Appends the whole state as bytes, and takes it back into a world of the
  // same scenario and players. False: an endpoint cannot.
  bool Save(std::string& state) const;
  bool Load(std::string_view state);

 private:
  World(const World& other, ObservationSink& sink);

  void PlayOnce(const Step& step);
  void PlayRemote(const Step& step);
  void PlayWire(Seat& seat, const Step& step);
  void Elapse(int64_t ms);
  void Settle();
  bool Pump(Seat& seat);
  void Deliver(Seat& seat, const Step& step);
  void Accept(Seat& seat, const Step& step);
  bool DeliverBytes(Seat& seat, size_t bytes_max);
  bool DeliverEnd(Seat& seat);
  void ResetSeat(Seat& seat);
  bool AcceptBytes(Seat& seat, size_t bytes_max, bool stops_at_frame);
  bool ObeyTcp(Seat& seat);
  void ObserveAll(Seen kind, Ending ending);
  int64_t NextStop(int64_t ms) const;
  Seat* Other(const Seat& seat) const;
  Seat& SeatOf(const Step& step);
  const Seat& SeatOf(Role role) const;

  bool is_pair_;
  bool reset_discards_;
  size_t input_chunk_max_;
  uint32_t remote_key_ = 0;  // the last that the scripted remote used
  bool is_remote_gone_ = false;
  ObservationSink* sink_;
  std::vector<std::unique_ptr<Seat>> seats_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_SCENARIO_WORLD_H_
