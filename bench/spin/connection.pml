/* The connection of src/closing, as a server: its state, and its actions.

   Names of states, events and actions, and the rows, stand in table.pml, which
   scripts/bench makes from src/closing/table.h. */
#define kTimeout 2 /* ms from the start of closing to closed */
#define kBound 5   /* bytes of output beyond which calls are refused */

/* The frames that are written, and among them the Closes that are read. */
#define fText 1
#define fFragment 2
#define fFinish 3
#define fPing 4
#define fPong 5
#define fCloseEmpty 6
#define fClose1000b 7
#define fClose1000 8
#define fClose1001 9
#define fClose3000 10
#define fClose4999 11
#define fClose1002 12
#define fClose1007 13
#define fClose1009 14
/* Kept in fewer bits: 0 is none. */
#define Close(frame) ((frame) - 5)
#define Fault(frame) ((frame) - 11)
hidden byte size[16] = {0, 3, 3, 3, 3, 3, 2, 5, 4, 4, 4, 6, 4, 4, 4, 0};

#define wKeep 0
#define wShutdown 1
#define wClosed 2
#define hPing 1
#define hClosed 2

/* --- The state ------------------------------------------------------------ */

/* The connection's. The queue has 4 bits a frame, the first lowest. The only
   message that can be in progress here is a text of one byte, half a code
   point: one bit says that it is. */
unsigned queue : 16;
unsigned written : 3; /* bytes of the first frame */
unsigned state : 3;
unsigned tcp : 2;
unsigned deadline : 2; /* ms left, 0: not armed */
bit half;
bit outgoing; /* a fragment is sent, the last is not */
unsigned peer_close : 3;
unsigned failure : 2;
bit close_sent; /* our Close is wholly written */

/* The world's. */
bit eof;
bit reset;
bit broken;
unsigned hook : 2;

/* The judge's: what the asserts compare with. */
unsigned clock : 2; /* 0: closing has not started, 1: since 0 ms, ... */
unsigned heard_close : 3;
unsigned heard_fault : 2;
unsigned close_called : 2;
bit closed;
bit clean;
bit aborted;
bit ping_owed;          /* the last Ping has no Pong yet */
unsigned pongs_due : 2; /* Pongs that a Ping has asked for */
unsigned data_owed : 2; /* frames that accepted calls have asked for */
unsigned pings_owed : 2;
bit wire_open; /* a message is unfinished on the wire */
bit own_open;  /* the application has not finished its message */

/* Scratch of one letter. */
hidden byte event, frame, row, act, push, heard, kind, bytes, did;
hidden byte is_whole, delivered, expected, was_half, is_legal, is_eof_raised;
hidden int before;

#define Parses (does[state * kEvents + kDataFrame] != kUnreachable)
#define IsHandshakeDone (heard_close && close_sent)
#define MayEndTcp \
  (IsHandshakeDone || eof || reset || heard_fault || aborted || clock == 3)
#define CanStillWrite \
  (!reset && !broken && !aborted && !(closed && clock == 3))

inline StartClock() {
  if
  :: clock == 0 -> clock = 1
  :: else
  fi
}

/* --- The table ------------------------------------------------------------ */

inline StopParsing() { half = 0 }

inline QueueClose() {
  outgoing = 0;
  push = frame
}

inline Arm() {
  if
  :: deadline == 0 -> deadline = kTimeout
  :: else
  fi
}

inline Push() {
  if
  :: queue == 0 -> queue = push
  :: queue > 0 && queue < 16 -> queue = queue | (push << 4)
  :: queue >= 16 && queue < 256 -> queue = queue | (push << 8)
  :: else ->
     assert(queue < 4096);
     queue = queue | (push << 12)
  fi
}

/* A Pong that is not begun is enough (D34): all Pings are alike here. */
inline PushPong() {
  if
  :: ((queue & 15) == fPong && written == 0) || ((queue >> 4) & 15) == fPong ||
     ((queue >> 8) & 15) == fPong || (queue >> 12) == fPong
  :: else -> push = fPong
  fi
}

inline Drop() {
  assert(written == 0 || reset || aborted || clock == 3 ||
         (eof && !heard_close && !heard_fault)); /* output_is_not_torn */
  queue = 0;
  written = 0;
  deadline = 0
}

inline Report() {
  assert(MayEndTcp); /* tcp_is_not_closed_early */
  tcp = wClosed;
  half = 0;
  outgoing = 0;
  assert(!closed); /* closed_is_reported_once */
  /* draining_goes_on_past_other_frames */
  assert(!close_called || heard_close || heard_fault || eof || reset ||
         aborted || clock == 3);
  closed = 1;
  clean = (peer_close != 0 && close_sent);
  assert(!clean || IsHandshakeDone); /* clean_needs_both_closes */
  assert(clean || !IsHandshakeDone); /* finished_handshake_is_clean */
  assert(peer_close == heard_close); /* closed_code_is_the_peers */
  /* nothing_is_processed_after_failure: it says that it failed */
  assert((failure != 0) == (heard_fault != 0))
}

inline Do() {
  if
  :: act == kSend -> push = frame
  :: act == kDeliver -> delivered = is_whole
  :: act == kAnswerPing ->
     PushPong();
     delivered = is_whole
  :: act == kSendClose ->
     QueueClose();
     Arm()
  :: act == kAnswer ->
     peer_close = Close(frame);
     StopParsing();
     QueueClose();
     Arm()
  :: act == kRecordClose ->
     peer_close = Close(frame);
     StopParsing()
  :: act == kFail ->
     failure = Fault(frame);
     StopParsing();
     QueueClose();
     Arm()
  :: act == kFailQuietly ->
     failure = Fault(frame);
     StopParsing();
     Arm()
  :: act == kEndTcp || act == kShutdownWrite ->
     assert(MayEndTcp); /* fin_waits_for_the_handshake */
     if
     :: tcp == wKeep -> tcp = wShutdown
     :: else
     fi
  :: act == kFinish || act == kAbandon || act == kReport -> Report()
  :: act == kUnreachable -> assert(false) /* endpoint_has_no_complaint */
  :: else
  fi
}

inline JudgeStartClose() {
  if
  :: act == kSendClose ->
     assert(!clock && !closed); /* second_close_changes_nothing */
     close_called = Close(frame);
     StartClock()
  :: else -> assert(clock || closed) /* legal_close_is_accepted */
  fi
}

/* `event` through the table, and what follows from it by itself. */
inline Obey() {
  is_eof_raised = 0;
  do
  :: true ->
     row = state * kEvents + event;
     act = does[row];
     state = to[row];
     push = 0;
     if
     :: state == kClosed -> Drop()
     :: else
     fi;
     Do();
     if
     :: push -> Push()
     :: else
     fi;
     if
     :: event == kStartClose -> JudgeStartClose()
     :: else
     fi;
     if
     :: (act == kAnswerPing && hook == hPing) ||
        (act >= kFinish && hook == hClosed) ->
        hook = 0; /* `inside ...`: the call is made now */
        frame = fClose1000;
        event = kStartClose
     :: else ->
        if
        :: queue == 0 && event != kOutputDrained -> event = kOutputDrained
        :: else ->
           if /* EOF is level-triggered */
           :: eof && tcp != wClosed && !is_eof_raised ->
              is_eof_raised = 1;
              event = kEof
           :: else -> break
           fi
        fi
     fi
  od
}
