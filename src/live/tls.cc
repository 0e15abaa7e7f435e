// Turns OpenSSL's results into ours, and its errors into words.
#include "live/tls.h"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"

namespace wsdrain {
namespace {

// The last error of OpenSSL's queue, which is empty then.
std::string QueuedError() {
  const unsigned long error = ERR_peek_last_error();
  ERR_clear_error();
  const char* reason = ERR_reason_error_string(error);
  return reason != nullptr ? reason : "an unknown error of OpenSSL";
}

// As OpenSSL's own, but a peer that is gone raises no SIGPIPE: a library must
// not touch what its program does with signals.
int WriteWithoutSignal(BIO* bio, const char* bytes, int size) {
  int socket = -1;
  BIO_get_fd(bio, &socket);
  BIO_clear_retry_flags(bio);
  const ssize_t sent =
      send(socket, bytes, static_cast<size_t>(size), MSG_NOSIGNAL);
  if (sent < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_write(bio);
  return static_cast<int>(sent);
}

BIO_METHOD* SocketMethod() {
  static BIO_METHOD* const kMethod = [] {
    const BIO_METHOD* const socket = BIO_s_socket();
    BIO_METHOD* method =
        BIO_meth_new(BIO_TYPE_SOCKET, "a socket without signals");
    BIO_meth_set_create(method, BIO_meth_get_create(socket));
    BIO_meth_set_destroy(method, BIO_meth_get_destroy(socket));
    BIO_meth_set_ctrl(method, BIO_meth_get_ctrl(socket));
    BIO_meth_set_read(method, BIO_meth_get_read(socket));
    BIO_meth_set_write(method, WriteWithoutSignal);
    return method;
  }();
  return kMethod;
}

bool IsAddress(const std::string& host) {
  in6_addr address;
  return inet_pton(AF_INET, host.c_str(), &address) == 1 ||
         inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

absl::Status Trust(SSL_CTX* context, const std::string& ca_file) {
  if (ca_file.empty()) {
    SSL_CTX_set_default_verify_paths(context);
    return absl::OkStatus();
  }
  if (SSL_CTX_load_verify_file(context, ca_file.c_str()) == 1) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(
      ca_file, ": found ", QueuedError(), ", allowed: certificates in PEM"));
}

// What the certificate must bear, and what the server may choose by (SNI).
void ExpectHost(SSL* ssl, const std::string& host) {
  if (IsAddress(host)) {
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host.c_str());
    return;
  }
  SSL_set1_host(ssl, host.c_str());
  SSL_set_tlsext_host_name(ssl, host.c_str());
}

}  // namespace

void TlsSession::Free::operator()(ssl_st* ssl) const { SSL_free(ssl); }

absl::StatusOr<TlsSession> TlsSession::ForClient(int socket,
                                                 const std::string& host,
                                                 const TlsOptions& options) {
  const std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context(
      SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  if (context == nullptr) return absl::InternalError(QueuedError());
  if (absl::Status trust = Trust(context.get(), options.ca_file); !trust.ok()) {
    return trust;
  }
  SSL_CTX_set_verify(context.get(),
                     options.is_insecure ? SSL_VERIFY_NONE : SSL_VERIFY_PEER,
                     nullptr);
  SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE |
                                      SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  TlsSession session(SSL_new(context.get()));
  BIO* bio = BIO_new(SocketMethod());
  if (session.ssl_ == nullptr || bio == nullptr) {
    BIO_free(bio);
    return absl::InternalError(QueuedError());
  }
  BIO_set_fd(bio, socket, BIO_NOCLOSE);
  SSL_set_bio(session.ssl_.get(), bio, bio);
  ExpectHost(session.ssl_.get(), host);
  SSL_set_connect_state(session.ssl_.get());
  return session;
}

Moved TlsSession::Handshake() {
  ERR_clear_error();
  return MovedBy(SSL_do_handshake(ssl_.get()));
}

Moved TlsSession::Read(char* to, size_t size) {
  ERR_clear_error();
  size_t bytes = 0;
  const int result = SSL_read_ex(ssl_.get(), to, size, &bytes);
  return result == 1 ? Moved::Done(bytes) : MovedBy(result);
}

Moved TlsSession::Write(std::string_view bytes) {
  ERR_clear_error();
  size_t written = 0;
  const int result =
      SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &written);
  return result == 1 ? Moved::Done(written) : MovedBy(result);
}

Moved TlsSession::ShutdownWrite() {
  ERR_clear_error();
  const int result = SSL_shutdown(ssl_.get());
  // 0: sent, and the peer's is not here yet.
  return result >= 0 ? Moved::Done(0) : MovedBy(result);
}

bool TlsSession::has_pending() const { return SSL_pending(ssl_.get()) > 0; }

std::string TlsSession::Error() const { return error_; }

Moved TlsSession::MovedBy(int result) {
  if (result == 1) return Moved::Done(0);
  const int system_error = errno;
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      return Moved::WouldBlock(POLLIN);
    case SSL_ERROR_WANT_WRITE:
      return Moved::WouldBlock(POLLOUT);
    case SSL_ERROR_ZERO_RETURN:
      return Moved::Eof();
    case SSL_ERROR_SYSCALL:
      error_ = std::strerror(system_error);
      return Moved::Failed();
    default:
      break;
  }
  // A FIN without close_notify ends the stream as well: 7.1.1 has the Close
  // frame to tell whether that is too early.
  if (ERR_GET_REASON(ERR_peek_last_error()) ==
      SSL_R_UNEXPECTED_EOF_WHILE_READING) {
    error_ = QueuedError();
    return Moved::Eof();
  }
  const long verified = SSL_get_verify_result(ssl_.get());
  error_ = QueuedError();
  if (verified != X509_V_OK && SSL_get_verify_mode(ssl_.get()) != 0) {
    error_ = absl::StrCat("the certificate is refused: ",
                          X509_verify_cert_error_string(verified));
  }
  return Moved::Failed();
}

}  // namespace wsdrain
