// What a planted fault calls, so that a run in which it slept proves nothing.
//
// scripts/faults includes this before everything else, in faulty builds only.
#ifndef WSDRAIN_TESTS_FAULTS_FAULT_REACHED_H_
#define WSDRAIN_TESTS_FAULTS_FAULT_REACHED_H_

#include <cstdio>

// Says so once a process, at once: a run that finds the fault aborts. Threads
// may call it together. Returns true, so that it can stand at the end of a
// condition.
inline bool FaultReached() {
  static const bool is_said = [] {
    std::fputs("wsdrain: the fault is reached\n", stderr);
    return true;
  }();
  return is_said;
}

#endif  // WSDRAIN_TESTS_FAULTS_FAULT_REACHED_H_
