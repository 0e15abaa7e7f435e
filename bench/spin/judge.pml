/* What must hold when nothing more happens by itself: named as in props/. */

inline AskAtRest() {
  assert(!eof || closed); /* eof_ends_the_connection */
  if
  :: CanStillWrite ->
     assert(!heard_close || close_sent); /* close_is_answered */
     assert(!heard_fault || close_sent); /* failure_is_said_with_a_close */
     assert(!close_called || close_sent ||
            (eof && !heard_close));   /* local_close_sends_a_close */
     assert(eof || !ping_owed);       /* ping_is_answered */
     assert(eof || pings_owed == 0);  /* accepted_control_frames_are_sent */
     assert(eof || clock || data_owed == 0) /* accepted_data_is_sent */
  :: else
  fi;
  assert(!IsHandshakeDone || tcp); /* server_ends_tcp_after_the_handshake */
  assert(!heard_fault || tcp);     /* failure_ends_tcp */
  pongs_due = 0
}

/* What can no longer matter is forgotten, so that more states are equal. */
inline Forget() {
  if
  :: close_sent || tcp ->
     heard_fault = (heard_fault != 0);
     if
     :: close_sent -> close_called = (close_called != 0)
     :: else
     fi
  :: else
  fi;
  if
  :: closed ->
     heard_close = (heard_close != 0);
     close_called = (close_called != 0);
     ping_owed = 0;
     pongs_due = 0;
     data_owed = 0;
     pings_owed = 0;
     wire_open = 0;
     own_open = 0
  :: else
  fi
}

inline Settle() {
  assert(closed == (tcp == wClosed));    /* closed_means_tcp_is_over */
  assert(closed == (state == kClosed));  /* end_of_tcp_is_reported */
  assert(!reset || closed);              /* reset_ends_the_connection */
  assert(!aborted || closed);            /* abort_ends_the_connection */
  assert(tcp == wKeep || queue == 0);    /* nothing_waits_after_fin */
#ifndef WITHOUT_TIME /* for the self-test of scripts/bench */
  assert(clock < 3 || closed); /* closing_ends_by_its_deadline */
  /* The deadline is armed once, when closing starts, and never again. */
  assert(closed || (clock == 0 && deadline == 0) ||
         (clock > 0 && deadline == 3 - clock)); /* time_left_never_grows */
#endif
  if
  :: queue == 0 -> AskAtRest()
  :: else
  fi;
  Forget()
}
