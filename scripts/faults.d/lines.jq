# The lines that scripts/faults prints, or reads, one for each thing found.
include "faults";

# Of a record: the columns of a row.
def row_of_record:
  [ .engine, .seed // .role,
    (if .reached == null then "-" elif .reached then "yes" else "no" end),
    (if .caught then "yes" else "no" end),
    .runs, .steps // "-",
    (.property // "") + (if .named then " (named)" else "" end)
    + (if .where.space then ", in \(.where.space)" else "" end) ]
  | @tsv;

# Of results.json: the totals as the columns of rows.
def rows_of_totals:
  (.records | scores) as $scores
  | (.engines[] as $engine | $scores | total($engine)),
    (if .engines | contains(["closing_fuzzer"]) and length > 1 then
       $scores | total_of_best(fuzzers)
       | . + {engine: "the best of fuzzers", always: "-"}
     else empty end)
  | [.engine, "\(.caught)/\(.of)", (.of as $of | .caught | percent($of)),
     .always, .median // "-", .max // "-"]
  | @tsv;

# Of results.json: what was missed. Of the random engines every seed counts.
# The targets that take plain bytes look at a part of the core, so they help
# closing_fuzzer and miss nothing themselves; naive_fuzzer is there to be
# compared with.
def missed:
  (fuzzers - ["closing_fuzzer"]) as $helpers
  | .records
  | group_by(.fault)[]
  | . as $records
  | .[0].fault as $fault
  | group_by(.engine)[]
  | .[0].engine as $engine
  | select(($helpers + ["naive_fuzzer"]) | index($engine) | not)
  | if $engine | is_deterministic then
      select(any(.[]; .caught) | not) | "\($fault) by \($engine)"
    else
      map(select(.caught | not))
      | if $engine == "closing_fuzzer" then
          map(.seed as $seed
              | select(any($records[]; .caught and .seed == $seed
                           and (.engine as $other
                                | $helpers | index($other) != null))
                       | not))
        else . end
      | select(length > 0)
      | "\($fault) by \($engine), seed "
        + (map(.seed | tostring) | join(", "))
    end;

# Of results.json: what the score has as caught and these records have not.
def escaped($score):
  .records
  | group_by([.fault, .engine])[]
  | .[0].fault as $fault
  | .[0].engine as $engine
  | ($score.faults[$fault].engines[$engine].roles // [])[] as $role
  | .[]
  | select(.role == $role and (.caught | not))
  | "\($fault) from \($engine), \($role)";

# Of {score, catalogue}: a fault of each class for --fast: ID SPACE DEPTH.
# One that corpus and explorer both catch, whose edit compiles one file, and
# that is found soonest; SPACE is - if the score has none.
def chosen:
  .score.faults as $faults
  | .catalogue
  | to_entries
  | map(.key as $id
        | ($faults[$id].engines // {}) as $engines
        | ([($engines.explorer.where // {})[]] | min_by([.letters, .runs]))
          as $place
        | {
            id: $id,
            class: .value.class,
            place: $place,
            order: [
              ($place == null
               or (($engines.corpus | is_caught("corpus")) | not)),
              (.value.file | endswith(".cc") | not),
              $place.depth, $id
            ]
          })
  | group_by(.class)[]
  | min_by(.order)
  | if .place then "\(.id) \(.place.space) \(.place.depth)"
    else "\(.id) - -" end;

# Of what `wsdrain explore --json` prints: STATES LETTERS STEM PROPERTY.
def explored:
  ([.runs[].states] | add) as $states
  | [ .runs | to_entries[]
      | select(.value.broken != null)
      | {
          letters: (.value.broken.steps | length),
          # The second run of a name and role has a number.
          stem: (.value.name + "-" + .value.role
                 + (if .key > 0 then "-\(.key + 1)" else "" end)),
          property: .value.broken.property
        } ]
  | min_by(.letters) // {letters: "-", stem: "-", property: "-"}
  | "\($states) \(.letters) \(.stem) \(.property)";
