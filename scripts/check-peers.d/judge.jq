# What a document of `wsdrain check` (docs/json.md) says beside what is known.
#
# $known[0] is the array of a file of tests/peers/known.

def kind: if .result == "stalled" or .result == "crashed" then .result
          else .level end;
# Those that count: of level must and should, stalls and crashes.
def counts: . == "must" or . == "should" or . == "stalled" or . == "crashed";
def findings:
  [.role as $role | .scenarios[] | . as $scenario | .verdicts[]
   | select(.result == "broken" or .result == "stalled"
            or .result == "crashed")
   | {endpoint: $scenario.endpoint, role: $role, property,
      scenario: $scenario.name, kind: kind}];
def counted: findings | map(select(.kind | counts));
def name: [.property, .scenario];

# What is known, and need not show each time: for its reason says so, or because
# bytes that are unread when TCP is closed make a reset, and whether they were
# read is a race; and in a hurry who has sent FIN has ended, and nothing stalls.
def stalls:
  ["both_closes_end_tcp", "closing_ends_by_its_deadline",
   "cooperative_remote_ends_closing", "silent_remote_is_survived"];
def is_race:
  (.reason | startswith("A race"))
  or .property == "no_reset_from_unread_input";
def may_be_gone($is_quick):
  is_race or ($is_quick and (.property as $p | stalls | index($p)));
# What may then show in other scenarios.
def races:
  ["no_reset_from_unread_input"]
  + ($known[0] | map(select(is_race) | .property)) | unique;

# What there was no way to see this time.
def unseen:
  [.scenarios[] | .name as $scenario | .verdicts[]
   | select(.result == "slow") | [.property, $scenario]]
  + [.not_played[] | [null, .]];
def played: [.scenarios[].name];

def differences:
  counted as $found | races as $races | unseen as $unseen | played as $played
  | .quick as $is_quick
  | ($found | map(name)) as $found_names
  | ($known[0] | map(name)) as $known_names
  | [($found[]
      | select(name as $n | $known_names | index([$n]) | not)
      | select(.property as $p | $races | index($p) | not)
      | "new\t\(.kind) \(.property)\t\(.scenario)"),
     ($known[0][]
      | select(name as $n | $found_names | index([$n]) | not)
      | select(name as $n | $unseen | index([$n]) | not)
      | select(.scenario as $s | $played | index($s))
      | select(may_be_gone($is_quick) | not)
      | "gone\t\(.property)\t\(.scenario)"),
     (.not_played[] | "new\tnot played\t\(.)")];

# All that was found; a reason that is not there yet is that of the property.
def known:
  def reasons(f):
    $known[0] | map(select(.reason != "") | {key: f, value: .reason})
    | from_entries;
  reasons(name | tojson) as $own | reasons(.property) as $of_property
  | [counted[] | del(.kind)
     | .reason = ($own[name | tojson] // $of_property[.property] // "")];

def line:
  def wide($n): . + (" " * ([$n - length, 0] | max));
  "\($name | wide(24)) \(.role | wide(6)) \($library | wide(36)) "
  + "\(.scenarios | length) scenarios  "
  + (. as $d | ["must", "should", "stalled"]
     | map("\(.) \(. as $k | $d | [findings[] | select(.kind == $k)] | length)")
     | join("  "))
  + "  \($seconds) s  \($word)";
