// The opening handshake (RFC 6455 section 4), from the server's side: bytes in,
// a response out.
#ifndef WSDRAIN_LIVE_SERVER_OPENING_H_
#define WSDRAIN_LIVE_SERVER_OPENING_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wsdrain {

class ServerOpening {
 public:
  enum class State { kNeedsMore, kAccepted, kRefused };

  // The first of `subprotocols` that the client offers is chosen.
  explicit ServerOpening(std::vector<std::string> subprotocols = {});
  ~ServerOpening();
  ServerOpening(ServerOpening&&) noexcept;

  // Takes what was read, in any cut. After kAccepted and kRefused no more.
  State Take(std::string_view bytes);

  // Answers 503 instead, whatever was asked for.
  State RefuseAsBusy() { return Refuse("503 Service Unavailable"); }

  // What is to be sent then: 101, or the reason for the refusal, after which
  // TCP is to be closed.
  const std::string& response() const { return response_; }
  // What came behind the request.
  const std::string& unread() const { return unread_; }
  // Path and query of the request.
  const std::string& target() const { return target_; }

 private:
  struct Parser;
  State Answer();
  State Refuse(std::string_view status, std::string_view headers = "");

  std::unique_ptr<Parser> parser_;
  std::vector<std::string> subprotocols_;
  std::string unread_;
  std::string response_;
  std::string target_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_SERVER_OPENING_H_
