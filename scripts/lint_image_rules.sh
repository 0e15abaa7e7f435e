# The house rules for what runs on other machines: workflows and images.
#
# Sourced by scripts/lint after lint_rules.sh, whose `files` they use.

rule_yaml_can_be_read() {
  local config='{extends: default, rules: {document-start: disable}}'
  files '\.ya?ml$|^\.github/' | xargs -r -d '\n' yamllint -f parsable \
    -d "$config" 2>&1 || true
}

# The scripts that workflows and images call are there.
rule_called_scripts_exist() {
  local file script
  files '^\.github/|(^|/)Dockerfile$|^\.clusterfuzzlite/' |
    while IFS= read -r file; do
      { grep -oE '(scripts/[a-z-]+|\.ci/run|fuzz/oss-fuzz/build\.sh)' "$file" ||
          true; } | sort -u | while IFS= read -r script; do
        [[ -x $script ]] || printf '%s: calls %s, which is not there\n' \
          "$file" "$script"
      done
    done
}

rule_images_take_their_packages_from_setup() {
  local file words='setup --list targets'
  files '(^|/)Dockerfile$' | while IFS= read -r file; do
    # shellcheck disable=SC2016
    tr -d '\\\n' <"$file" |
      grep -cE 'install [-a-z ]*\$\(\$SRC/[a-z/]*/'"$words)" >/dev/null ||
      printf '%s: installs other packages than scripts/%s says\n' \
        "$file" "$words"
  done
}

rule_images_have_one_abseil() {
  local versions
  versions=$(files '(^|/)Dockerfile$' | xargs -r -d '\n' grep -ho \
    -- '--branch [^ ]*' | sort -u)
  [[ $(wc -l <<<"$versions") == 1 ]] ||
    printf 'Dockerfile: Abseil has several versions: %s\n' \
      "${versions//$'\n'/, }"
}

# What OSS-Fuzz asks for, with what it knows.
rule_project_yaml_is_whole() {
  local file key project=fuzz/oss-fuzz/project.yaml
  files '(^|/)project\.yaml$' | while IFS= read -r file; do
    grep -qx 'language: c++' "$file" ||
      printf '%s: wants the line language: c++\n' "$file"
  done
  [[ -n $(files "^$project\$") ]] || return 0
  for key in homepage main_repo primary_contact sanitizers fuzzing_engines; do
    grep -q "^$key:" "$project" || printf '%s: wants %s\n' "$project" "$key"
  done
  grep -n '^  - ' "$project" | grep -vE -- \
    '- (address|undefined|memory|libfuzzer|afl|honggfuzz|centipede|x86_64)$' |
    sed "s|^|$project:|; s/\$/ is not known/" || true
}
