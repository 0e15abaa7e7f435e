// getaddrinfo() knows no time limit: it has a thread of its own, which is left
// behind if it takes too long.
#include "live/resolve.h"

#include <netdb.h>

#include <chrono>
#include <cstring>
#include <future>
#include <memory>
#include <thread>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace wsdrain {
namespace {

using Addresses = absl::StatusOr<std::vector<Address>>;

Addresses LookUp(const std::string& host, uint16_t port, int flags) {
  const addrinfo hints{.ai_flags = flags | AI_NUMERICSERV,
                       .ai_family = AF_UNSPEC,
                       .ai_socktype = SOCK_STREAM};
  addrinfo* first = nullptr;
  const int error =
      getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &first);
  if (error != 0) {
    return absl::UnavailableError(
        absl::StrCat(host, ": ", gai_strerror(error)));
  }
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owner(first,
                                                             freeaddrinfo);
  std::vector<Address> addresses;
  for (const addrinfo* info = first; info != nullptr; info = info->ai_next) {
    Address& address = addresses.emplace_back();
    address.size = info->ai_addrlen;
    std::memcpy(&address.bytes, info->ai_addr, info->ai_addrlen);
  }
  return addresses;
}

}  // namespace

Addresses Resolve(const std::string& host, uint16_t port,
                  const TimeLimit& limit) {
  if (Addresses numeric = LookUp(host, port, AI_NUMERICHOST); numeric.ok()) {
    return numeric;
  }
  std::packaged_task<Addresses()> task(
      [host, port] { return LookUp(host, port, 0); });
  std::future<Addresses> found = task.get_future();
  std::thread(std::move(task)).detach();
  if (found.wait_for(std::chrono::milliseconds(limit.left_ms())) !=
      std::future_status::ready) {
    return absl::UnavailableError(
        absl::StrCat(host, ": its address is not found in time"));
  }
  return found.get();
}

}  // namespace wsdrain
