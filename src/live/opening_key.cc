// Base64 and SHA-1 are OpenSSL's.
#include "live/opening_key.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "live/entropy.h"

namespace wsdrain {
namespace {

constexpr size_t kNonceBytes = 16;
constexpr size_t kKeyBytes = 24;  // of its base64

template <size_t kSize>
std::string Base64(const std::array<unsigned char, kSize>& bytes) {
  std::array<unsigned char, (kSize + 2) / 3 * 4 + 1> text;
  const int size = EVP_EncodeBlock(text.data(), bytes.data(), kSize);
  return std::string(text.begin(), text.begin() + size);
}

}  // namespace

std::string NewOpeningKey() {
  std::array<unsigned char, kNonceBytes> nonce;
  FillWithEntropy(nonce);
  return Base64(nonce);
}

bool IsOpeningKey(std::string_view key) {
  if (key.size() != kKeyBytes || key.substr(kKeyBytes - 2) != "==") {
    return false;
  }
  return std::all_of(key.begin(), key.end() - 2, [](unsigned char c) {
    return absl::ascii_isalnum(c) || c == '+' || c == '/';
  });
}

std::string AcceptFor(std::string_view key) {
  std::string text(key);
  text += "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, SHA_DIGEST_LENGTH> hash;
  SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
       hash.data());
  return Base64(hash);
}

bool HasToken(std::string_view list, std::string_view wanted) {
  const std::string words(list);
  const std::vector<absl::string_view> tokens = absl::StrSplit(words, ',');
  return std::any_of(tokens.begin(), tokens.end(),
                     [wanted](absl::string_view token) {
                       return absl::EqualsIgnoreCase(
                           absl::StripAsciiWhitespace(token),
                           absl::string_view(wanted.data(), wanted.size()));
                     });
}

}  // namespace wsdrain
