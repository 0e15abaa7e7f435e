# Makes the record of one run of an engine from what its log has shown.

($part | test("^[0-9]+$")) as $has_seed
| [$broken | splits("\n") | select(. != "")] as $properties
| [$wanted | splits(", *") | select(. != "")] as $named
| ([$properties[] | select(. as $one | $named | any(. == $one))][0]) as $first
| {
    fault: $fault,
    class: $class,
    engine: $engine,
    role: (if $has_seed then (if $role == "" then null else $role end)
           else $part end),
    seed: (if $has_seed then ($part | tonumber) else null end),
    reached: $reached,
    # Of the unedited core nothing is reached: its `reached` is null.
    caught: ($reached != false and ($properties | length) > 0),
    property: ($first // $properties[0]),
    properties: $properties,
    named: ($first != null),
    runs: $runs,
    steps: (if ($properties | length) > 0 then $steps else null end),
    seconds: $seconds,
    where: $where,
    key: $key
  }
