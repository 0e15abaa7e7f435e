// A websocket::stream over a MemoryStream, right after the opening handshake.
#ifndef WSDRAIN_ENDPOINTS_BEAST_OPEN_STREAM_H_
#define WSDRAIN_ENDPOINTS_BEAST_OPEN_STREAM_H_

#include <boost/asio/io_context.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/websocket.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "endpoints/asio/memory_stream.h"
#include "endpoints/opening/opening.h"
#include "frame/role.h"

namespace wsdrain {

// --- What Beast asks of its next layer ---------------------------------------

inline void beast_close_socket(MemoryStream& stream) { stream.Close(); }

// As Beast's own for TCP (teardown_tcp_op of impl/teardown.hpp): the server
// shuts down first, the client waits; one read that succeeds, of the peer's FIN
// or of up to 2,048 bytes, ends it. There is no timer.
template <typename Handler>
class Teardown {
 public:
  Teardown(boost::beast::role_type role, MemoryStream& stream, Handler handler)
      : stream_(stream),
        is_client_(role == boost::beast::role_type::client),
        buffer_(std::make_unique<char[]>(kBytes)),
        handler_(std::move(handler)) {}

  void Start() {
    if (!is_client_) stream_.ShutdownSend();
    MemoryStream& stream = stream_;
    const boost::asio::mutable_buffer to =
        boost::asio::buffer(buffer_.get(), kBytes);
    stream.async_read_some(to, std::move(*this));
  }
  void operator()(boost::system::error_code error, size_t /*bytes*/) {
    if (error == boost::asio::error::eof) error = {};
    if (!error) {
      if (is_client_) stream_.ShutdownSend();
      stream_.Close();
    }
    handler_(error);
  }

  using executor_type =
      boost::asio::associated_executor_t<Handler, MemoryStream::executor_type>;
  executor_type get_executor() const noexcept {
    return boost::asio::get_associated_executor(handler_,
                                                stream_.get_executor());
  }

 private:
  static constexpr size_t kBytes = 2048;

  MemoryStream& stream_;
  bool is_client_;
  std::unique_ptr<char[]> buffer_;
  Handler handler_;
};

template <typename Handler>
void async_teardown(boost::beast::role_type role, MemoryStream& stream,
                    Handler&& handler) {
  Teardown<std::decay_t<Handler>>(role, stream, std::forward<Handler>(handler))
      .Start();
}

// --- The opening handshake, which is no part of any scenario -----------------

using BeastStream = boost::beast::websocket::stream<MemoryStream>;

// Runs what is ready.
inline void Turn(boost::asio::io_context& context) {
  context.restart();
  context.poll();
}

// Takes all that the stream has written.
inline std::string TakeOutput(boost::asio::io_context& context,
                              MemoryStream& stream) {
  std::string bytes;
  for (Turn(context); stream.OutputBytes() > 0; Turn(context)) {
    const size_t before = bytes.size();
    stream.CopyOutput(stream.OutputBytes(), bytes);
    stream.OutputAccepted(bytes.size() - before);
  }
  return bytes;
}

inline void OpenClient(boost::asio::io_context& context, BeastStream& stream) {
  namespace detail = boost::beast::websocket::detail;
  constexpr std::string_view kBeforeKey = "Sec-WebSocket-Key: ";
  stream.async_handshake("wsdrain", "/", [](boost::system::error_code) {});
  MemoryStream& wire = stream.next_layer();
  const std::string request = TakeOutput(context, wire);
  const size_t key = request.find(kBeforeKey) + kBeforeKey.size();
  detail::sec_ws_accept_type accept;
  detail::make_sec_ws_accept(
      accept, request.substr(key, request.find('\r', key) - key));
  wire.Receive(OpeningAnswer({accept.data(), accept.size()}));
  Turn(context);
}

inline void OpenServer(boost::asio::io_context& context, BeastStream& stream) {
  stream.async_accept([](boost::system::error_code) {});
  Turn(context);
  stream.next_layer().Receive(kOpeningRequest);
  TakeOutput(context, stream.next_layer());
}

inline void Open(boost::asio::io_context& context, BeastStream& stream,
                 Role role) {
  role == Role::kClient ? OpenClient(context, stream)
                        : OpenServer(context, stream);
}

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_BEAST_OPEN_STREAM_H_
