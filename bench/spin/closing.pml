/* The closing handshake of src/closing as a server plays it, with the alphabet
   of the exploration `output-cuts`: one letter is one option of the loop, under
   its name, in the order of src/explore/alphabet.h, and one transition. */
#include "table.pml"
#include "connection.pml"
#include "judge.pml"
#include "letters.pml"

/* When::kWireIsEmpty and kRemoteIsThere: input is delivered at once. */
#define Here (tcp != wClosed && !eof)
#define Up (tcp != wClosed)
#define Bad(as) Hear(kViolation, as, 0)
#define Only(legal_if) (legal_if -> kDataFrame : kViolation)

/* Time passes. To show that closing ends, SPIN looks for cycles: if closing had
   begun, the place after the letter accepts, and a cycle through it is closing
   that no time ends. */
#ifdef TERMINATION
#define Pass(ms) \
  d_step { Up && clock == 0 -> Elapse(ms) } \
  :: d_step { Up && clock > 0 -> Elapse(ms) }; accept_##ms: skip
#else
#define Pass(ms) d_step { Up -> Elapse(ms) }
#endif

active proctype Server() {
  do
  /* remote text "a" */
  :: d_step { Here -> Hear(Only(!half), fClose1002, !half) }
  /* remote binary hex:ff */
  :: d_step { Here -> Hear(Only(!half), fClose1002, !half) }
  /* remote text hex:c3 fin=0 */
  :: d_step {
     Here ->
     was_half = half;
     half = Parses;
     Hear(Only(!was_half), fClose1002, 0)
     }
  /* remote continuation hex:a9 */
  :: d_step {
     Here ->
     was_half = half;
     half = 0;
     Hear(Only(was_half), fClose1002, was_half)
     }
  /* remote continuation "" */
  :: d_step { Here -> Bad((half -> fClose1007 : fClose1002)) }
  /* remote ping "p" */
  :: d_step { Here -> Hear(kPing, 0, 1) }
  /* remote pong "p" */
  :: d_step { Here -> Hear(kPong, 0, 1) }
  /* remote close */
  :: d_step { Here -> Hear(kCloseFrame, fCloseEmpty, 0) }
  /* remote close 1000 "b" */
  :: d_step { Here -> Hear(kCloseFrame, fClose1000b, 0) }
  /* remote close 1001 */
  :: d_step { Here -> Hear(kCloseFrame, fClose1001, 0) }
  /* remote close 3000 */
  :: d_step { Here -> Hear(kCloseFrame, fClose3000, 0) }
  /* remote close 4999 "\xc3\xa9" */
  :: d_step { Here -> Hear(kCloseFrame, fClose4999, 0) }
  /* remote close hex:03 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote close 0 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote close 999 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote close 1004 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote close 1005 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote close 1006 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote close 1015 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote close 1016 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote close 2999 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote close 5000 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote close 1000 "\xff" */
  :: d_step { Here -> Bad(fClose1007) }
  /* remote close 1000 "\xc3" */
  :: d_step { Here -> Bad(fClose1007) }
  /* remote close 1000 "x"*124 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote close 1000 fin=0 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote text hex:ff */
  :: d_step { Here -> Bad((half -> fClose1002 : fClose1007)) }
  /* remote text hex:c3 */
  :: d_step { Here -> Bad((half -> fClose1002 : fClose1007)) }
  /* remote text "a" mask=wrong */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote ping "p" mask=wrong */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote close 1000 mask=wrong */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote text "a" rsv=4 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote ping "p" rsv=1 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote frame opcode=3 "a" */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote frame opcode=11 "a" */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote text "a" length=16 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote text "a" length=64 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote ping "p" fin=0 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote ping "x"*126 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote bytes 81ff80 */
  :: d_step { Here -> Bad(fClose1002) }
  /* remote bytes 81ff0000000000010001 */
  :: d_step { Here -> Bad((half -> fClose1002 : fClose1009)) }
  /* remote bytes 8181000000006181810000000062 */
  :: d_step {
     Here -> /* two texts in one read */
     Hear(Only(!half), fClose1002, !half);
     Hear(Only(!half), fClose1002, !half)
     }
  /* remote eof */
  :: d_step { Here -> RemoteEof() }
  /* remote reset */
  :: d_step { Here -> reset = 1; Raise(kReset) }
  /* local text "a" */
  :: d_step { true -> Call(kSendMessage, fText, !own_open, !outgoing) }
  /* local ping "q" */
  :: d_step { true -> Call(kSendPing, fPing, 1, 1) }
  /* local close */
  :: d_step { true -> StartClose(fCloseEmpty) }
  /* local close 1000 "b" */
  :: d_step { true -> StartClose(fClose1000b) }
  /* local abort */
  :: d_step { true -> aborted = 1; Raise(kAbort) }
  /* elapse 1 */
  :: Pass(1)
  /* elapse 2 */
  :: Pass(2)
  /* elapse 3 */
  :: Pass(3)
  /* accept 1 */
  :: d_step { queue > 15 || size[queue] > written + 1 -> AcceptOne() }
  /* accept frame */
  :: d_step { queue -> AcceptFrame() }
  /* accept all */
  :: d_step { queue -> AcceptAll() }
  /* break output */
  :: d_step { Up -> Break() }
  od
}
