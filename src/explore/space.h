// A state space that can be explored: what is played, by which letters, within
// which bounds.
#ifndef WSDRAIN_EXPLORE_SPACE_H_
#define WSDRAIN_EXPLORE_SPACE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "explore/model.h"
#include "frame/role.h"
#include "scenario/scenario.h"

namespace wsdrain {

// When a letter is played: what keeps a space finite, and spares steps that do
// nothing.
enum class When : uint8_t {
  kAlways,
  kWireIsEmpty,            // remote frames: the one before is read to its end
  kRemoteIsThere,          // it has sent neither FIN nor RST
  kUnread,                 // there is something to deliver
  kEndIsRead,              // the peer's FIN, which can be read once more
  kUnreadByteByByte,       // two bytes or more, and their number matters
  kOutputWaits,            // there is something to accept
  kOutputWaitsByteByByte,  // two bytes or more
  kNoCallWaits,            // `inside ...`: one at a time
  kMessagesLeft,  // pair: this side has sent fewer than Space::messages_max
  kPingsLeft,     // pair: this side has sent no Ping
};

struct Letter {
  Step step;
  When when = When::kAlways;
  LetterFacts facts;
};

struct Space {
  std::string name;   // input-cuts, output-cuts, table-rows, ...
  Scenario scenario;  // the cast, the options, and the steps that come first
  std::vector<Letter> letters;
  size_t messages_max = 0;  // pair: that each side sends
  std::string limits;       // in words
};

// Every frame is delivered at every byte border; the output is free.
Space InputCuts(Role role);
// Every partial and blocked write; the input is delivered at once.
Space OutputCuts(Role role);
// Both, with a smaller alphabet.
Space BothReduced(Role role);

// Client and server, joined by two wires. `cuts`: bytes are delivered one by
// one as well, and TCP may be lost.
Space Pair(size_t messages, bool cuts);

// What `wsdrain explore` explores; `is_large` adds what takes minutes. The
// pair of the default has `messages`, that of the large ones at least 2.
std::vector<Space> AllSpaces(bool is_large, size_t messages);

// Small, and made to reach rows of the table, not cuts: for the tables that are
// wrong in one row.
Space TableRows(Role role);

// Small as well: lengths and codes on either side of each border; every option
// turned round; messages of three bytes at most, two of which may wait; frames
// in odd pieces, or never whole.
Space Borders(Role role);
Space OtherOptions(Role role);
Space Limits(Role role);
Space HalfFrame(Role role);

}  // namespace wsdrain

#endif  // WSDRAIN_EXPLORE_SPACE_H_
