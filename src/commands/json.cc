// Says in JSON what the ladder says in words.
#include "commands/json.h"

#include <ostream>

#include "absl/strings/escaping.h"
#include "commands/main.h"

namespace wsdrain {
namespace {

std::string Hex(std::string_view bytes) {
  return absl::BytesToHexString(absl::string_view(bytes.data(), bytes.size()));
}

// `payload` as text if it can be, and always as hex.
Json EventJson(const char* kind, const std::string& payload) {
  Json event;
  event["kind"] = kind;
  event["payload_hex"] = Hex(payload);
  return event;
}

Json FrameJson(const WireFrame& frame) {
  Json json;
  json["opcode"] = frame.opcode;
  json["fin"] = frame.fin;
  json["rsv"] = frame.rsv;
  json["payload_hex"] = Hex(frame.payload);
  return json;
}

Json ClosedJson(const TraceItem& item) {
  Json json;
  json["clean"] = item.closed->is_clean;
  json["code"] = nullptr;
  if (item.closed->code.has_value()) json["code"] = *item.closed->code;
  json["reason"] = item.closed->reason;
  json["at_ms"] = item.at_ms;
  return json;
}

// Null: it is no event.
Json EventOf(const TraceItem& item) {
  switch (item.kind) {
    case Seen::kMessage: {
      Json event = EventJson("message", item.bytes);
      event["type"] = item.is_text ? "text" : "binary";
      return event;
    }
    case Seen::kPing:
      return EventJson("ping", item.bytes);
    case Seen::kPong:
      return EventJson("pong", item.bytes);
    case Seen::kClosed: {
      Json event;
      event["kind"] = "closed";
      event.update(ClosedJson(item));
      return event;
    }
    default:
      return nullptr;
  }
}

}  // namespace

Json NewDocument(const std::string& command) {
  Json document;
  document["schema"] = "wsdrain/" + command + "/1";
  document["version"] = kVersion;
  document["command"] = command;
  return document;
}

void PrintDocument(const Json& document, std::ostream& out) {
  out << document.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
}

Json VerdictJson(const Verdict& verdict) {
  Json json;
  json["property"] = std::string(verdict.property->name);
  json["section"] = std::string(verdict.property->section);
  json["level"] = std::string(LevelName(verdict.property->level));
  json["result"] = std::string(ResultName(verdict.result));
  json["step"] = nullptr;
  if (verdict.step.has_value()) json["step"] = *verdict.step;
  json["expected"] = verdict.expected;
  json["actual"] = verdict.actual;
  return json;
}

Json ExpectJson(const ExpectationResult& result) {
  Json json;
  json["line"] = result.expectation->line;
  json["ok"] = result.is_met;
  json["actual"] = result.actual;
  return json;
}

Json ObservedJson(const Trace& trace, Role role) {
  Json frames = Json::array();
  Json events = Json::array();
  for (const TraceItem& item : trace.items()) {
    if (item.role != role) continue;
    if (item.kind == Seen::kFrameSent) {
      frames.push_back(FrameJson(item.frames.front()));
    }
    Json event = EventOf(item);
    if (!event.is_null()) events.push_back(std::move(event));
  }
  Json json;
  json["sent_hex"] = Hex(trace.sent(role));
  json["sent_frames"] = std::move(frames);
  json["events"] = std::move(events);
  json["tcp"] = std::string(TcpName(trace.tcp(role)));
  const TraceItem* closed = trace.closed(role);
  json["closed"] = closed == nullptr ? Json(nullptr) : ClosedJson(*closed);
  return json;
}

}  // namespace wsdrain
