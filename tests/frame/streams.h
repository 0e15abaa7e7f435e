// Interesting streams of bytes, each with what a reader must make of it.
#ifndef WSDRAIN_TESTS_FRAME_STREAMS_H_
#define WSDRAIN_TESTS_FRAME_STREAMS_H_

#include <string>
#include <vector>

#include "frame/frame_reader.h"
#include "tests/frame/transcript.h"

namespace wsdrain {

struct Stream {
  Role role;  // of the reader
  std::string bytes;
  std::string words;  // as of Words(): every violation with its exact byte
  FrameReaderOptions options = {};
};

inline void PrintTo(const Stream& stream, std::ostream* out) {
  *out << RoleName(stream.role) << " reads " << Quoted(stream.bytes)
       << ", expecting " << stream.words;
}

std::vector<Stream> LegalStreams();
std::vector<Stream> IllegalStreams();

inline std::vector<Stream> AllStreams() {
  std::vector<Stream> all = LegalStreams();
  for (Stream& stream : IllegalStreams()) all.push_back(stream);
  return all;
}

}  // namespace wsdrain

#endif  // WSDRAIN_TESTS_FRAME_STREAMS_H_
