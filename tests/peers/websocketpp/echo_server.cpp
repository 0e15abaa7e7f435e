// An echo server with WebSocket++ that closes when it is told bye.
#include <cstdlib>
#include <functional>
#include <iostream>
#include <websocketpp/config/asio_no_tls.hpp>
#include <websocketpp/server.hpp>

using Server = websocketpp::server<websocketpp::config::asio>;

void OnMessage(Server* server, websocketpp::connection_hdl connection,
               Server::message_ptr message) {
  try {
    if (message->get_opcode() == websocketpp::frame::opcode::text &&
        message->get_payload() == "bye") {
      server->close(connection, websocketpp::close::status::normal, "bye");
    } else {
      server->send(connection, message->get_payload(), message->get_opcode());
    }
  } catch (const websocketpp::exception& error) {
    std::cerr << error.what() << '\n';
  }
}

int main() {
  const char* port = std::getenv("PORT");
  Server server;
  server.clear_access_channels(websocketpp::log::alevel::all);
  server.init_asio();
  server.set_message_handler(std::bind(
      &OnMessage, &server, std::placeholders::_1, std::placeholders::_2));
  server.listen("127.0.0.1", port ? port : "0");
  server.start_accept();
  websocketpp::lib::asio::error_code error;
  std::cout << "listening on ws://127.0.0.1:"
            << server.get_local_endpoint(error).port() << "/\n"
            << std::flush;
  server.run();
}
