// A connection of WebSocket++ over its iostream transport, right after the
// opening handshake.
#ifndef WSDRAIN_ENDPOINTS_WEBSOCKETPP_OPEN_CONNECTION_H_
#define WSDRAIN_ENDPOINTS_WEBSOCKETPP_OPEN_CONNECTION_H_

#include <string>
#include <websocketpp/base64/base64.hpp>
#include <websocketpp/client.hpp>
#include <websocketpp/config/core.hpp>
#include <websocketpp/config/core_client.hpp>
#include <websocketpp/server.hpp>
#include <websocketpp/sha1/sha1.hpp>

#include "endpoints/opening/opening.h"

namespace wsdrain {

using StackServer = websocketpp::server<websocketpp::config::core>;
using StackClient = websocketpp::client<websocketpp::config::core_client>;

// The library writes log lines to the terminal by default.
template <typename Stack>
struct Silent : Stack {
  Silent() {
    this->clear_access_channels(websocketpp::log::alevel::all);
    this->clear_error_channels(websocketpp::log::elevel::all);
  }
};

// One has all connections of a thread, as in a user's program.
template <typename Stack>
Stack& Shared() {
  thread_local Silent<Stack> stack;
  return stack;
}

template <typename Connection>
void DropOutput(Connection& connection) {
  connection.set_write_handler(
      [](auto&&...) { return websocketpp::lib::error_code(); });
}

// The write handler of what is returned is to be set at once.
template <typename Stack>
typename Stack::connection_ptr OpenConnection();

template <>
inline StackServer::connection_ptr OpenConnection<StackServer>() {
  const auto server = Shared<StackServer>().get_connection();
  DropOutput(*server);
  server->start();
  server->read_all(kOpeningRequest.data(), kOpeningRequest.size());
  return server;
}

template <>
inline StackClient::connection_ptr OpenConnection<StackClient>() {
  StackClient& stack = Shared<StackClient>();
  websocketpp::lib::error_code error;
  const auto client = stack.get_connection("ws://wsdrain/", error);
  DropOutput(*client);
  stack.connect(client);
  const std::string text = client->get_request_header("Sec-WebSocket-Key") +
                           websocketpp::processor::constants::handshake_guid;
  unsigned char hash[20];
  websocketpp::sha1::calc(text.data(), text.size(), hash);
  const std::string answer =
      OpeningAnswer(websocketpp::base64_encode(hash, sizeof(hash)));
  client->read_all(answer.data(), answer.size());
  return client;
}

}  // namespace wsdrain

#endif  // WSDRAIN_ENDPOINTS_WEBSOCKETPP_OPEN_CONNECTION_H_
