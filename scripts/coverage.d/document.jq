# The JSON document of scripts/coverage (docs/json.md), from the lines of
# `figures` (raw), llvm-cov's summary ($summary) and the transitions ($rows).

def rounded: . * 100 | round / 100;
def share(covered; excused; count):
  {count: count, covered: covered, excused: excused,
   percent: (if count == 0 then 100
             else (100 * (covered + excused) / count | rounded) end)};
def folder_of: sub("/[^/]*$"; "");

[inputs | split("\t")] as $lines
| ($summary[0].data[0].files
   | map({folder: (.filename | ltrimstr($root) | folder_of),
          count: .summary.regions.count, covered: .summary.regions.covered})
   | group_by(.folder)
   | map({key: .[0].folder,
          value: {count: (map(.count) | add), covered: (map(.covered) | add)}})
   | from_entries) as $regions
| {schema: "wsdrain/scripts/coverage/1",
   ok: ($failed == ""),
   with_tests: ($with_tests == "yes"),
   corpus: $corpus,
   floors_missed: ($failed | split("\n") | map(select(. != ""))),
   folders: [$lines[] | select(.[0] == "folder")
     | (.[2:] | map(tonumber)) as $n
     | {folder: .[1],
        lines: share($n[1]; $n[2]; $n[0]),
        branches: share($n[4]; $n[5]; $n[3]),
        regions: $regions[.[1]]}],
   missed: [$lines[] | select(.[0] == "missed")
     | {file: .[1], line: (.[2] | tonumber), kind: .[3], text: .[4]}],
   excused: [$lines[] | select(.[0] == "excused")
     | {file: .[1], line: (.[2] | tonumber), kind: .[3], reason: .[4]}],
   transitions: $rows[0]}
