// TLS over a socket that never blocks, by OpenSSL.
#ifndef WSDRAIN_LIVE_TLS_H_
#define WSDRAIN_LIVE_TLS_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "live/moved.h"

struct ssl_st;  // OpenSSL's SSL

namespace wsdrain {

struct TlsOptions {
  std::string ca_file;  // PEM; empty: the certificates that the system trusts
  bool is_insecure = false;  // the server's certificate is not verified
};

class TlsSession {
 public:
  // For the server `host`, a name or an IP address, which its certificate must
  // bear. Nothing is sent yet. Errors: InvalidArgument, if `ca_file` cannot be
  // used; Internal, if OpenSSL fails.
  static absl::StatusOr<TlsSession> ForClient(int socket,
                                              const std::string& host,
                                              const TlsOptions& options);

  // Goes on with the handshake; kDone once it is over.
  Moved Handshake();

  Moved Read(char* to, size_t size);
  Moved Write(std::string_view bytes);
  // Sends close_notify; reading goes on.
  Moved ShutdownWrite();

  // Bytes that were taken from the socket, and wait to be read.
  bool has_pending() const;

  // Why the last call has failed: what is wrong with the certificate, or
  // OpenSSL's words.
  std::string Error() const;

 private:
  struct Free {
    void operator()(ssl_st* ssl) const;
  };
  explicit TlsSession(ssl_st* ssl) : ssl_(ssl) {}
  Moved MovedBy(int result);

  std::unique_ptr<ssl_st, Free> ssl_;
  std::string error_;
};

}  // namespace wsdrain

#endif  // WSDRAIN_LIVE_TLS_H_
