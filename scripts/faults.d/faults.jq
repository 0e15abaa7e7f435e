# What records add up to: the score of each fault, and of each engine.

def median: sort | if length == 0 then null
  elif length % 2 == 1 then .[length / 2 | floor]
  else (.[length / 2 - 1] + .[length / 2]) / 2 | floor end;

def is_deterministic: . == "corpus" or . == "explorer";

# Of a score. A deterministic engine has to show the fault in one role; a
# random one with more than half of its seeds.
def is_caught($engine):
  . != null and (if $engine | is_deterministic then .caught > 0
                 else .caught * 2 > .of end);

# Where the explorer has found it, by role.
def places:
  map(select(.caught) | {key: .role, value: (.where + {runs, steps})})
  | from_entries;

# The runs of one engine for one fault.
def score_of_engine:
  .[0].engine as $engine
  | [.[] | select(.caught)] as $caught
  | (if $engine | is_deterministic then $caught else . end) as $counted
  | {
      caught: ($caught | length),
      of: length,
      reached: (map(select(.reached)) | length),
      roles: ([$caught[].role | values] | unique),
      properties: ([$caught[].property] | unique),
      named: any(.[]; .caught and .named),
      median: ([$counted[].runs] | median),
      max: ([$counted[].runs] | max),
      steps: ([$caught[].steps | values]
              | if $engine == "explorer" then min else max end)
    }
  + if $engine == "explorer" then {where: ($caught | places)}
    elif $engine == "corpus" then {}
    # What the longest one breaks: it may not be what the shortest one does.
    else {breaks: ($caught | map(select(.steps)) | max_by(.steps).property)}
    end;

# Records to {FAULT: {class, engines: {ENGINE: score}}}.
def scores:
  group_by(.fault)
  | map({
      key: .[0].fault,
      value: {
        class: .[0].class,
        engines: (group_by(.engine)
                  | map({key: .[0].engine, value: score_of_engine})
                  | from_entries)
      }
    })
  | from_entries;

# Of {FAULT: score}: what one engine comes to.
def total($engine):
  [.[].engines[$engine] | values] as $all
  | {
      engine: $engine,
      of: ($all | length),
      caught: ([$all[] | select(is_caught($engine))] | length),
      always: ([$all[] | select(if $engine | is_deterministic
                                then .caught > 0
                                else .caught == .of end)] | length),
      median: ([$all[] | select(is_caught($engine)) | .median] | median),
      max: ([$all[] | select(is_caught($engine)) | .max] | max)
    };

def percent($of): if $of == 0 then "-" else
  (. * 1000 / $of | floor | "\(. / 10)") end;

# closing_fuzzer and the frame targets count as one: the best of them does.
def fuzzers: ["closing_fuzzer", "frame_reader_fuzzer",
  "frame_round_trip_fuzzer", "close_payload_fuzzer"];

def best($names):
  [$names[] as $name | .engines[$name] | select(is_caught($name))]
  | if length == 0 then null else min_by([.median, .max]) end;

def total_of_best($names):
  [.[] | select(any($names[] as $name | .engines[$name]; . != null))] as $all
  | [$all[] | best($names) | values] as $caught
  | {
      of: ($all | length),
      caught: ($caught | length),
      median: ([$caught[].median] | median),
      max: ([$caught[].max] | max)
    };

# The fields of tests/faults/*.fault: `jq -Rn 'include "faults"; catalogue'`.
def catalogue:
  reduce inputs as $line ({};
    (input_filename | sub(".*/"; "") | rtrimstr(".fault")) as $id
    | if $line | startswith("# ") then .[$id].about += [$line[2:]]
      elif $line | test("^(class|fault|citation|property|file) ") then
        ($line | capture("^(?<key>[a-z]+) +(?<value>.*)")) as $field
        | .[$id][$field.key] = $field.value
      else . end);
