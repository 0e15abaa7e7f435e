# Writes docs/faults.md from the score, the faults, the properties and reasons.
include "faults";

def row: "| " + (map(tostring) | join(" | ")) + " |";
def head: (. | row), (map("---") | row);
def yes($condition): if $condition then "yes" else "**no**" end;
def or_dash: if . == null then "-" else . end;

$score[0] as $score
| $catalogue[0] as $catalogue
| $reasons[0] as $reasons
| $score.faults as $faults
| ($catalogue | keys) as $ids
| ($ids | length) as $all
# What has no score counts as missed.
| ($ids | map({key: ., value: ($faults[.] // {engines: {}})}) | from_entries)
  as $of
| ($of | map_values(best(fuzzers))) as $fuzzed

| def count($engine): [$of[] | select(.engines[$engine] | is_caught($engine))]
    | length;
  def share($n): "\($n) of \($all), \($n | percent($all)) %";
  def shortest: $of[.].engines.explorer.steps;
  def longest: [$of[.].engines["rapidcheck", "closing_fuzzer",
    "closing_fuzzer_seeded"] | values | select(.steps)] | max_by(.steps);
  # Where one seed's scenario is longer than the explorer's, or than 8 steps.
  def long: [$ids[] | select((longest | values | .steps)
    as $steps | $steps > 8 or $steps > (shortest // $steps))];
  def fault_link: "[\(.)](../tests/faults/\(.).fault)";
  def citation_link:
    (capture("^(?<repo>[A-Za-z0-9._-]+/[A-Za-z0-9._-]+)#(?<number>[0-9]+)")
     // null) as $place
    | if $place then
        "[\(.)](https://github.com/\($place.repo)/issues/\($place.number))"
      else . end;
  def found($engine):
    .engines[$engine]
    | if . == null or .caught == 0 then "-"
      elif .caught == .of then "\(.median)"
      else "\(.median) (\(.caught)/\(.of))" end;
  def reason($id; $kind): $reasons[$id][$kind] // "**no reason given**";

  def intro:
    "<!-- scripts/faults --report writes this file. -->", "",
    "# How good is the harness?", "",
    "Bugs that real WebSocket stacks have had, planted into the core one at a",
    "time: \($all) faults. `scripts/faults` asks every engine to find each;",
    "[tests/faults](../tests/faults/README.md) tells how. Random engines get",
    "several seeds, and have caught a fault if more than half of them have.";

  def demand($what; $wanted; $measured; $holds):
    [$what, $wanted, $measured, yes($holds)] | row;
  def demands:
    ([$fuzzed[] | values]) as $caught
    # What they do not find takes them all that they have.
    | ([$fuzzed[] | .median // 300000] | median) as $median
    | ($caught | map(.max) | max) as $max
    | ($caught | map(.of - .caught) | add) as $missed
    | ([$of[] | select([.engines | to_entries[] | .key as $engine
         | select($engine != "corpus" and $engine != "naive_fuzzer"
                  and $engine != "closing_fuzzer_seeded")
         | .value | is_caught($engine)] | any)] | length) as $unaided
    | ($all - (long | length)) as $short
    | "", "## What is asked of it", "",
      (["demand", "wanted", "measured", "holds"] | head),
      demand("caught without a hand-written scenario"; "100 %";
        share($unaided); $unaided == $all),
      demand("the explorer alone"; "95 %"; share(count("explorer"));
        count("explorer") * 100 >= $all * 95),
      demand("closing_fuzzer and the frame targets, from nothing"; "95 %";
        share($caught | length); ($caught | length) * 100 >= $all * 95),
      demand("their runs, the median over the faults"; "at most 10,000";
        $median | or_dash; $median != null and $median <= 10000),
      demand("their runs, the slowest seed"; "at most 300,000";
        "\($max | or_dash); missed by \($missed // 0)";
        $max != null and $max <= 300000 and $missed == 0),
      demand("RapidCheck within 20,000 cases"; "85 %";
        share(count("rapidcheck")); count("rapidcheck") * 100 >= $all * 85),
      demand("the corpus alone"; "100 %"; share(count("corpus"));
        count("corpus") == $all),
      demand("every shrunk scenario is as short as the explorer's";
        "100 %"; share($short); $short == $all);

  def engines:
    "", "## Each engine", "",
    "Runs are scenarios, cases, inputs or, of the explorer, states. The median",
    "is the one over the faults of the median over the seeds.", "",
    (["engine", "caught", "with every seed", "median of runs", "most runs"]
     | head),
    (["corpus", "explorer", "rapidcheck", "closing_fuzzer",
      "closing_fuzzer_seeded", "frame_reader_fuzzer",
      "frame_round_trip_fuzzer", "close_payload_fuzzer", "naive_fuzzer"][]
     | . as $engine
     | $of | total($engine)
     | [.engine, "\(.caught) of \(.of)", .always, (.median | or_dash),
        (.max | or_dash)] | row),
    "", "The targets that take plain bytes are asked only about faults in what",
    "they are made of.";

  def naive:
    ([$ids[] | select($of[.].engines.naive_fuzzer
                      | is_caught("naive_fuzzer"))]) as $caught
    | ($fuzzed | map(values) | length) as $ours
    | "", "## What scenarios, properties and counters are worth", "",
      "`naive_fuzzer` is the first target that comes to mind: raw bytes into a",
      "fresh server, which must not crash. With the same budget it finds",
      "\(share($caught | length)); ours find \(share($ours)).",
      (if $caught == [] then empty
       else "", ($caught[] | "- \(fault_link)") end);

  def unmeasured:
    [$ids[] | select($faults[.] == null)]
    | if . == [] then empty
      else "", "Not asked about yet, and so missed: " + (map(fault_link)
                                                         | join(", ")) + "."
      end;

  def alarms:
    "", "## False alarms", "",
    if $score.clean == {} then "Not looked for yet."
    else
      "The core without a fault, with ten times the budgets (ten seeds):", "",
      (["engine", "runs", "alarms"] | head),
      ($score.clean | to_entries[]
       | [.key, .value.runs, if .value.alarms == [] then "none"
          else "**" + (.value.alarms | join(", ")) + "**" end] | row)
    end;

  def too_deep:
    ([$ids[] | select($of[.].engines.rapidcheck
                      | . != null and (is_caught("rapidcheck") | not))])
      as $missed
    | "", "## What RapidCheck misses", "",
      if $missed == [] then "Nothing."
      else $missed[] | "- \(fault_link): \(reason(.; "rapidcheck"))" end;

  def too_long:
    long as $long
    | "", "## Counterexamples that are not the shortest", "",
      "Single seeds whose scenario is longer than the explorer's after",
      "shrinking, or has more than 8 steps:", "",
      if $long == [] then "None."
      else
        (["fault", "steps", "it breaks", "the explorer's", "reason"] | head),
        ($long[] | [fault_link, longest.steps, longest.breaks,
                    (shortest | or_dash), reason(.; "steps")] | row)
      end;

  def classes:
    "", "## The faults, by class", "",
    "The properties are those that the engines name. Then: the steps of the",
    "explorer's shortest scenario, and the median of the runs of the fuzzers",
    "(closing_fuzzer or a frame target, whichever is sooner), of RapidCheck,",
    "of closing_fuzzer from its seeds, and of naive_fuzzer. (k/n): so many of",
    "the seeds have found it.",
    ($ids | group_by($catalogue[.].class)[]
     | "", "### \($catalogue[.[0]].class)", "",
       (["fault", "catalogue", "seen in", "breaks", "explorer", "fuzzers",
         "RapidCheck", "corpus", "seeds", "naive"] | head),
       (.[] | . as $id | $of[$id] as $one | $catalogue[$id] as $fault
        | [fault_link, ($fault.fault | or_dash),
           ($fault.citation | citation_link),
           ([$one.engines[].properties[]] | unique
            | map(select(startswith("(") | not)) | join(", ")),
           (shortest | or_dash),
           ($fuzzed[$id] | if . then .median else "-" end),
           ($one | found("rapidcheck")),
           ($one.engines.corpus
            | if . == null or .caught == 0 then "-"
              else .roles | join(", ") end),
           ($one | found("closing_fuzzer_seeded")),
           ($one | found("naive_fuzzer"))] | row));

  def by_role:
    "", "## By role", "",
    "In how many faults a scenario of that role shows it:", "",
    (["role", "corpus", "explorer", "closing_fuzzer", "rapidcheck"] | head),
    (("client", "server", "pair") as $role
     | [$role]
       + (["corpus", "explorer", "closing_fuzzer", "rapidcheck"]
          | map(. as $engine
                | [$of[] | select(.engines[$engine].roles // []
                                  | index([$role]))] | length))
     | row);

  def idle:
    # The others count what a run has come to, and cannot be broken.
    ([$properties[0].properties[] | select(.scope == "always") | .name
      | select($score.properties[.] == null)]) as $idle
    | "", "## Properties that no fault breaks", "",
      if $idle == [] then "None."
      else "Either a fault is missing, or the property is idle:", "",
           ($idle[] | "- `\(.)`") end;

  intro, unmeasured, demands, engines, naive, alarms, too_deep, too_long,
  by_role, idle, classes
