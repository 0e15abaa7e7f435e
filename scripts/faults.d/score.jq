# Makes tests/faults/score.json, a line for each fault, from all records.
include "faults";

def lines: to_entries | sort_by(.key)
  | map("    \(.key | tojson): \(.value | tojson)") | join(",\n");

# How many faults break each property, by any engine.
def broken_by:
  group_by(.fault)
  | map([.[] | select(.caught) | .properties[]] | unique | .[])
  | map(select(startswith("(") | not))
  | group_by(.) | map({key: .[0], value: length}) | from_entries;

# The unedited core: what was run, and what it was blamed for.
def clean_score:
  group_by(.engine)
  | map({
      key: .[0].engine,
      value: {
        of: length,
        runs: (map(.runs) | add),
        alarms: [.[] | select(.caught) | .property]
      }
    })
  | from_entries;

map(select(.fault == "clean")) as $clean
| map(select(.fault != "clean" and $catalogue[0][.fault] != null))
| "{",
  "  \"schema\": \"wsdrain/faults-score/1\",",
  "  \"key\": \"\($key)\",",
  "  \"properties\": {", (broken_by | lines), "  },",
  "  \"clean\": {", ($clean | clean_score | lines), "  },",
  "  \"faults\": {", (scores | lines), "  }",
  "}"
