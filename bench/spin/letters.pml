/* What a letter does, besides the table. */

/* The remote sends a frame: `what` is kDataFrame, kPing, kPong, kCloseFrame or
   kViolation; `as` is the Close, or the one that says what was wrong. */
inline Hear(what, as, whole) {
  heard = what;
  frame = as;
  is_whole = whole;
  delivered = 0;
  expected = 0;
  if
  :: !heard_close && !heard_fault ->
     expected = is_whole;
     if
     :: heard == kPing ->
        ping_owed = 1;
        if
        :: pongs_due < 2 -> pongs_due++
        :: else
        fi
     :: heard == kCloseFrame ->
        heard_close = Close(frame);
        StartClock()
     :: heard == kViolation ->
        heard_fault = Fault(frame);
        StartClock()
     :: else
     fi
  :: else
  fi;
  if
  :: Parses -> event = heard
  :: else -> event = kTrailingBytes
  fi;
  Obey();
  /* messages_are_not_lost, no_message_after_peer_close,
     nothing_is_processed_after_failure, pings_are_reported */
  assert(delivered == expected);
  Settle()
}

inline Bytes() {
  bytes = size[queue & 15] + size[(queue >> 4) & 15] +
          size[(queue >> 8) & 15] + size[queue >> 12] - written
}

/* The application asks for a frame; `legal` is what the judge thinks of it, and
   `open` what the connection thinks. */
inline Call(what, as, legal, open) {
  Bytes();
  before = queue;
  frame = as;
  is_legal = legal;
  did = kRefuse;
  if
  :: (open) && bytes + 3 <= kBound ->
     did = does[state * kEvents + what];
     event = what;
     Obey()
  :: else
  fi;
  if
  :: did == kRefuse ->
     assert(queue == before); /* refused_call_writes_nothing */
     assert(clock || closed || !is_legal ||
            bytes + 3 > kBound); /* legal_sends_are_accepted */
     if
     :: (what) == kContinueMessage && as == fFinish && clock -> own_open = 0
     :: else
     fi
  :: else ->
     assert(!clock && !closed);   /* sending_after_close_is_refused */
     assert(is_legal);            /* illegal_sends_are_refused */
     assert(bytes + 1 <= kBound); /* output_is_bounded */
     if
     :: (what) == kSendPing -> pings_owed++
     :: else -> data_owed++
     fi;
     if
     :: (what) == kContinueMessage ->
        outgoing = ((as) == fFragment);
        own_open = outgoing
     :: else
     fi
  fi;
  Settle()
}

inline StartClose(as) {
  before = queue;
  frame = as;
  did = does[state * kEvents + kStartClose];
  event = kStartClose;
  Obey();
  /* refused_call_writes_nothing */
  assert(did == kSendClose || queue == before);
  Settle()
}

inline Elapse(ms) {
  if
  :: clock -> clock = (clock + ms > 3 -> 3 : clock + ms)
  :: else
  fi;
  if
  :: deadline > ms -> deadline = deadline - ms
  :: deadline > 0 && deadline <= ms ->
     deadline = 0;
     event = kDeadline;
     Obey()
  :: else
  fi;
  Settle()
}

/* The wire has taken the last byte of the first frame. */
inline SentFront() {
  kind = queue & 15;
  queue = queue >> 4;
  written = 0;
  assert(!closed);  /* nothing_comes_after_closed */
  assert(!aborted); /* abort_sends_nothing */
  if
  :: kind <= fFinish ->
     assert(!close_sent);    /* no_data_after_close */
     assert(data_owed > 0);  /* data_sent_is_data_accepted */
     assert((kind == fFinish) == wire_open); /* fragments_..._interleave */
     data_owed--;
     wire_open = (kind == fFragment)
  :: kind == fPing ->
     assert(!close_sent);    /* only_pongs_after_close */
     assert(pings_owed > 0); /* pings_are_asked_for */
     pings_owed--
  :: kind == fPong ->
     assert(pongs_due > 0);  /* pongs_are_asked_for */
     pongs_due--;
     ping_owed = 0
  :: else ->
     assert(!close_sent);    /* at_most_one_close_is_sent */
     assert(data_owed == 0 && pings_owed == 0); /* accepted_data_is_sent */
     if
     :: close_called -> /* close_carries_the_callers_code */
        assert(Close(kind) == close_called)
     :: !close_called && heard_close -> /* answer_echoes_the_code */
        assert(Close(kind) == heard_close)
     :: else -> /* failure_code_fits, valid_input_never_fails */
        assert(heard_fault && Fault(kind) == heard_fault)
     fi;
     close_sent = 1;
     wire_open = 0;
     own_open = 0;
     StartClock()
  fi
}

inline Accepted() {
  if
  :: queue == 0 ->
     event = kOutputDrained;
     Obey()
  :: else
  fi;
  Settle()
}

inline RemoteEof() {
  if
  :: broken -> /* D35: read to the end, then TCP is gone */
     reset = 1;
     event = kReset
  :: else ->
     eof = 1;
     event = kEof
  fi;
  Obey();
  Settle()
}

inline Raise(what) {
  event = what;
  Obey();
  Settle()
}

inline AcceptOne() {
  if
  :: broken
  :: else ->
     written++;
     if
     :: written == size[queue & 15] -> SentFront()
     :: else
     fi;
     Accepted()
  fi
}

inline AcceptFrame() {
  if
  :: broken
  :: else ->
     SentFront();
     Accepted()
  fi
}

inline AcceptAll() {
  if
  :: broken
  :: else ->
     do
     :: queue -> SentFront()
     :: else -> break
     od;
     Accepted()
  fi
}

inline Break() {
  broken = 1;
  if
  :: eof -> /* D35 */
     reset = 1;
     Raise(kReset)
  :: else
  fi
}
