# shellcheck shell=bash disable=SC2154
# The command "test" of ./dev.

# The quick ones first: they need nothing but the SDK.
test_projects() {
  local project
  echo ServerlessContacts.Tests
  for project in "$root"/tests/*/*.csproj; do
    grep -q '<IsTestProject>true' "$project" || continue
    project=$(basename "$project" .csproj)
    [ "$project" = ServerlessContacts.Tests ] || echo "$project"
  done
}

# The last line is the sum of all projects; one that was not built or did not run to its end counts as a failure.
run_tests() {
  [ $# -eq 0 ] || misuse "test does not know $1."
  local results=$root/artifacts/test-results project
  check_tools
  install_npm_tools
  rm -rf "$results"
  mkdir -p "$results"
  if build_tests; then
    for project in $(test_projects); do run_project "$project" "$results"; done
  fi
  # shellcheck disable=SC2046
  node "$root/build/dev/results.mjs" "$results" $(test_projects)
}

build_tests() {
  local status=0
  begin "Building everything ($configuration)"
  take_turn
  logged build.log dotnet build "$root/ServerlessContacts.sln" -c "$configuration" -nologo -v:minimal -tl:off || status=$?
  end_turn
  [ "$status" -ne 0 ] || { ended; return; }
  tell_failure build.log
  return 1
}

run_project() {
  local status=0
  printf '\nRunning %s\n' "$1"
  step_began=$SECONDS
  (cd "$root" && exec dotnet test "tests/$1" -c "$configuration" --no-build --nologo \
    --results-directory "$2" --logger "trx;LogFileName=$1.trx" --logger 'console;verbosity=minimal' </dev/null) &
  wait_for_child $! || status=$?
  echo "$status" >"$2/$1.status"
  printf '%s took ' "$1"
  ended
}
