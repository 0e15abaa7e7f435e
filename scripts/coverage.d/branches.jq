# The branches of each file, as lcov writes them. A branch of a template is one,
# however often it is instantiated: lcov's own records count it each time.
#
# A branch is [line, column, its end likewise, times true, times false, ...].

.data[0].files[]
| "SF:\(.filename)",
  (.branches | group_by(.[0:4])[]
   | (.[0][0]) as $line
   | "BRDA:\($line),0,0,\(map(.[4]) | add)",
     "BRDA:\($line),0,1,\(map(.[5]) | add)")
