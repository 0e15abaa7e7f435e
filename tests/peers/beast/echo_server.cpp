// An echo server with Boost.Beast that closes when it is told bye.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <cstdlib>
#include <iostream>
#include <string>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;
using asio::ip::tcp;

asio::awaitable<void> Echo(tcp::socket socket) {
  websocket::stream<beast::tcp_stream> ws(std::move(socket));
  ws.set_option(
      websocket::stream_base::timeout::suggested(beast::role_type::server));
  try {
    co_await ws.async_accept(asio::use_awaitable);
    for (;;) {
      beast::flat_buffer buffer;
      co_await ws.async_read(buffer, asio::use_awaitable);
      if (ws.got_text() && beast::buffers_to_string(buffer.data()) == "bye") {
        co_await ws.async_close({websocket::close_code::normal, "bye"},
                                asio::use_awaitable);
        co_return;
      }
      ws.text(ws.got_text());
      co_await ws.async_write(buffer.data(), asio::use_awaitable);
    }
  } catch (const beast::system_error& error) {
    if (error.code() != websocket::error::closed) {
      std::cerr << error.code().message() << '\n';
    }
  }
}

asio::awaitable<void> Listen(tcp::acceptor acceptor) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(), Echo(std::move(socket)),
                   asio::detached);
  }
}

int main() {
  const char* port = std::getenv("PORT");
  asio::io_context context;
  tcp::acceptor acceptor(
      context, {asio::ip::make_address("127.0.0.1"),
                static_cast<asio::ip::port_type>(port ? std::atoi(port) : 0)});
  std::cout << "listening on ws://" << acceptor.local_endpoint() << "/\n"
            << std::flush;
  asio::co_spawn(context, Listen(std::move(acceptor)), asio::detached);
  context.run();
}
