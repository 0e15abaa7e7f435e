# The part "Over TCP" of docs/conformance.md, in Markdown.
#
# The input is an array of {name, role, library, known, document}, in the order
# of tests/peers/list.

include "judge";

def wide($n): tostring | . + (" " * ([$n - length, 0] | max));
def right($n): tostring | (" " * ([$n - length, 0] | max)) + .;

# Each [section, kind, property], counted or not, with its scenarios.
def broken:
  [.document | .scenarios[] | . as $scenario | .verdicts[]
   | select(.result == "broken" or .result == "stalled"
            or .result == "crashed")
   | {section, kind: kind, property,
      scenario: $scenario.name, given: $scenario.given_hex,
      sent: $scenario.observed.sent_hex, story: $scenario.story}];
def rank: {crashed: 0, stalled: 1, must: 2, should: 3, note: 4}[.];
# 5.10 comes behind 5.9, and D7 at the end.
def sort_key:
  [(.section | split(", ")[0] | split(".") | map(tonumber? // 99)),
   (.kind | rank), .property];

# --- The matrix ---------------------------------------------------------------

def chunks($n): [range(0; length; $n) as $i | .[$i:$i + $n]];

# In the order of a row's head: section, level, property.
def head: "\(.section | split(", ")[0] | wide(7))  \(.kind | wide(7))  "
          + .property;

def row($head; $head_width; $cells; $widths):
  ($head | wide($head_width))
  + ([range(0; $cells | length) as $i
      | "  " + ($cells[$i] | right($widths[$i]))]
     | join(""));

def matrix_of_some:
  . as $some
  | map(.name | length) as $widths
  | (map(broken) | add | map({section, kind, property}) | unique_by(tojson)
     | sort_by(sort_key)) as $rows
  | ([$rows[] | head | length] + [48] | max) as $head
  | row("section  level    broken in so many scenarios"; $head; map(.name);
        $widths),
    ($rows[] as $row
     | row($row | head; $head;
           [$some[] | [broken[] | select(.kind == $row.kind
                                         and .property == $row.property)]
            | length | if . == 0 then "." else . end];
           $widths)),
    row(""; 0; [$some[] | ""]; $widths | map(0)),
    (("stalled", "must", "should", "note") as $kind
     | row("                  \($kind)"; $head;
           [$some[] | [broken[] | select(.kind == $kind)] | length
            | if . == 0 then "." else . end];
           $widths)),
    row("                  scenarios"; $head;
        [$some[] | .document.scenarios | length]; $widths)
  | sub(" +$"; "");

def matrix($role; $title; $columns):
  map(select(.role == $role))
  | if length == 0 then empty else
      "### \($title)", "",
      (chunks($columns)[] | "```", matrix_of_some, "```", "")
    end;

# --- The details --------------------------------------------------------------

def shown: if . == "" or . == null then "nothing"
           elif length > 72 then
             "`\(.[0:64])`… (\(length / 2) bytes)"
           else "`\(.)`" end;

# A line for each thing that its client and its backend sent and got.
def told: map(gsub("^ +| +$"; "") | gsub(" +"; " ")) | "`\(join("`, `"))`.";

# The reason of the simplest scenario, or one of the property.
def reason($known; $finding):
  ([$known[] | select(.property == $finding.property
                      and .scenario == $finding.scenario)]
   + [$known[] | select(.property == $finding.property)]
   | first // {reason: ""})
  | .reason;

def details:
  . as $peer | broken | map(select(.kind | counts))
  | if length == 0 then empty else
      . as $all
      | "<details><summary><b>\($peer.name)</b>, \($peer.role): "
        + ([["crashed", "crashed"], ["stalled", "stalled"], ["must", "must"],
            ["should", "should"]]
           | map(. as [$kind, $word]
                 | [$all[] | select(.kind == $kind)] | length
                 | select(. > 0) | "\($word) \(.)") | join(", "))
        + " (\($peer.library))</summary>", "",
      ($all | group_by([.property, .kind]) | sort_by(.[0] | sort_key)[]
       | min_by((.given | length), (.sent | length), .scenario) as $simplest
       | "- **\($simplest.kind)**, \($simplest.section | split(", ")
          | map(select(startswith("D") | not)) | join(" and ")
          | if . == "" then "no section" else . end):"
         + " `\($simplest.property)`, in \(length)"
         + (if length == 1 then " scenario." else " scenarios." end)
         + " In `\($simplest.scenario)`: "
         + (if $simplest.story == [] then
              "in \($simplest.given | shown), out \($simplest.sent | shown)."
            else $simplest.story | told end)
         + (reason($peer.known; $simplest)
            | if . == "" then "" else " " + . end)
      ), "", "</details>", ""
    end;

matrix("server"; "Servers"; 6),
matrix("client"; "Clients"; 6),
matrix("proxy"; "Proxies"; 6),
"### Versions", "",
"| peer | library |", "|---|---|",
(map({name, library}) | unique_by(.name)[] | "| \(.name) | \(.library) |"), "",
"### Findings", "",
"Notes are left out here. Bytes are in hex, as they went over the wire in the",
"run whose remote falls silent, with the mask of a client.", "",
(.[] | details)
