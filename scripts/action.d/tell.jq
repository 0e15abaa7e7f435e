# Tells what a document of `wsdrain check --json` says, for scripts/action.
#
# Of told(KNOWN; FAIL_ON) there are as_text, for the log; as_summary, in
# Markdown; as_annotations, the commands for GitHub; and count, of the findings
# that make it fail.

# On one line; a server may have chosen the words.
def plain: gsub("[[:cntrl:]]+"; " ");
def in_markdown:
  plain | gsub("&"; "&amp;") | gsub("<"; "&lt;") |
  gsub("(?<c>[|`*\\[\\]\\\\])"; "\\" + .c);
def in_command: gsub("%"; "%25") | gsub("\r"; "%0D") | gsub("\n"; "%0A");
def in_title: in_command | gsub(":"; "%3A") | gsub(","; "%2C");

def count_of(noun): "\(.) \(noun)" + (if . == 1 then "" else "s" end);
def names(max):
  (.[:max] | join(", ")) +
  (if length > max then " and \(length - max) more" else "" end);

def rank: {must: 0, should: 1, note: 2}[.];
def gravity: {crashed: -2, stalled: -1}[.result] // (.level | rank);

# One for each property and state, the new ones and the gravest first.
def gathered:
  group_by([.state, gravity, .section, .property]) |
  map(.[0] + {scenarios: map(.scenario + if .is_race then " (a race)" else ""
                             end)}) |
  sort_by([{new: 0, known: 1, weaker: 2}[.state], gravity, .section]);

def told($known; $fail_on):
  . as $document |
  [.scenarios[] | . as $play | .verdicts[] | . as $verdict |
    select(.result == "broken" or .result == "stalled" or
           .result == "crashed") |
    . + {scenario: $play.name, file: $play.file, given: $play.given_hex,
         sent: (($play.observed // {}).sent_hex // ""),
         is_race: ($play.races | index($verdict.property) != null)} +
    {state:
      (if .result == "broken" and (.level | rank) > ($fail_on | rank)
       then "weaker"
       elif any($known[]; .endpoint == $play.endpoint and
                .role == $play.role and .property == $verdict.property and
                .scenario == $play.name)
       then "known" else "new" end)}] as $all |
  $document + {all: $all, findings: ($all | gathered)};

def count: [.all[] | select(.state == "new")] | length;

def figures:
  (count | count_of("new finding")) + ", " +
  "\([.all[] | select(.state == "known")] | length) known, " +
  "\(.gone | length) gone";

def as_text:
  def hex: if . == "" then "nothing" elif length > 128
    then .[:128] + "... (\(length / 2) bytes)" else . end;
  . as $document |
  (.findings[] |
    "\(.level) \(.result)  \(.property)  [\(.section)]  (\(
      {new: "new", known: "known", weaker: "does not count"}[.state]))",
    "  expected  \(.expected | plain)",
    "  actual    \(.actual | plain)",
    "  in        \(.scenarios | length | count_of("scenario")): \(
      .scenarios | names(6) | plain)",
    (select(.state != "weaker") |
      "  to it     \(.given | hex)",
      "  from it   \(.sent | hex)",
      "  see it    wsdrain check --verbose \($document.peer | plain | @sh) \(
        .file | plain | @sh)"),
    ""),
  (.gone[] | "GONE \(.property), in \(.scenario | plain): known, not found"),
  "\(.peer | plain): \(.scenarios | length | count_of("scenario")) in \(
    .ms / 1000) s; \(figures)",
  "  unreached   \(.unreached | length) of the properties",
  (select(.not_played | length > 0) | "  not played  \(
    .not_played | names(6) | plain): there was no connection any more"),
  (select(.trigger_error != "") |
    "  trigger     did not make it close: \(.trigger_error | plain)");

def as_summary:
  "### wsdrain check \(if .ok then "passed" else "failed" end): \(
    .peer | in_markdown)",
  "",
  "**\(figures)**, in \(.scenarios | length | count_of("scenario")) in \(
    .ms / 1000) s.",
  "",
  (select(.findings | length > 0) |
    "| | level | property | RFC 6455 | in | found |",
    "|---|---|---|---|---|---|",
    (.findings[] |
      "| \({new: "**new**", known: "known", weaker: ""}[.state]) | \(.level)\(
        if .result == "broken" then "" else ", " + .result end) | `\(
        .property)` | \(.section) | \(.scenarios | names(3) | in_markdown
        ) | \(.actual | in_markdown) |"),
    ""),
  (.gone[] |
    "- gone: `\(.property)`, in \(.scenario | in_markdown): known, not found"),
  (select(.not_played | length > 0) |
    "- not played: \(.not_played | names(6) | in_markdown)"),
  (select(.trigger_error != "") |
    "- the trigger did not make it close: \(.trigger_error | in_markdown)"),
  "";

def as_annotations:
  (.findings[] | select(.state == "new") |
    "::error title=\("RFC 6455 \(.section), \(.level) \(.result)"
      | in_title)::" +
    ("\(.property): expected \(.expected | plain), found \(.actual | plain
      ) (\(.scenarios | names(3) | plain))" | in_command)),
  (.gone[] |
    "::error title=wsdrain check::" + ("\(.property), in \(.scenario | plain
      ): known, and not found: take it out of the file" | in_command));
