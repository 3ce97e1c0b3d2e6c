# shellcheck shell=bash disable=SC2154
# Where things are, what must be installed, and builds, for ./dev; $root is the repository.

# Everything here uses one configuration, so that a clone is built once for "up", "token", "test" and "bench".
configuration=${SERVERLESS_CONTACTS_CONFIGURATION:-Release}

# Where steps are told: standard output, or standard error for a command whose output is its answer.
talk=1
child=
turn=$root/artifacts/dev/turn
step_began=0

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# Build processes end with the build instead of waiting for the next one.
export MSBUILDDISABLENODEREUSE=1

prepare_folders() {
  # Containers may run without a home, which dotnet and npm keep their packages in.
  if [ -z "${HOME:-}" ]; then
    unset HOME
    HOME=~
    [ -w "$HOME" ] || { HOME=$root/artifacts/home; mkdir -p "$HOME"; }
    export HOME
  fi
  local_folder=${SERVERLESS_CONTACTS_LOCAL:-$root/.local}
  # Contacts and keys are nobody else's.
  (umask 077 && mkdir -p "$local_folder/log")
  local_folder=$(CDPATH='' cd -- "$local_folder" && pwd -P)
  key_file=$local_folder/development-key
}

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

begin() {
  step_began=$SECONDS
  printf '%s … ' "$1" >&"$talk"
}

ended() {
  printf '%s%s s\n' "${1:+$1, }" $((SECONDS - step_began)) >&"$talk"
}

is_port() {
  case $1 in '' | *[!0-9]* | ??????*) return 1 ;; esac
  [ "$1" -le 65535 ]
}

require_dotnet() {
  local install='Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0'
  command -v dotnet >/dev/null || fail "The .NET SDK is missing. $install"
  dotnet_version=$(cd "$root" && dotnet --version 2>/dev/null) || fail "No .NET SDK here fits global.json. $install"
}

require_node() {
  local install='Install Node.js 20 or later: https://nodejs.org'
  command -v node >/dev/null || fail "Node.js is missing; the storage emulator runs on it. $install"
  node_version=$(node --version)
  local major=${node_version#v}
  [ "${major%%.*}" -ge 20 ] || fail "Node.js is $node_version, too old for the storage emulator. $install"
  command -v npm >/dev/null || fail "Node.js came without npm, which installs the storage emulator. $install"
}

check_tools() {
  begin 'Checking the tools'
  require_dotnet
  require_node
  ended ".NET SDK $dotnet_version, Node.js $node_version"
}

# npm writes .package-lock.json last, so half an installation does not count.
install_npm_tools() {
  local folder=$root/build/npm
  local done_file=$folder/node_modules/.package-lock.json
  [ ! -f "$done_file" ] || [ "$done_file" -ot "$folder/package-lock.json" ] || return 0
  begin 'Installing the storage emulator with npm'
  logged npm.log npm ci --prefix "$folder" || give_up npm.log
  ended
}

# The folder that holds what was built: binaries LocalHost
binaries() {
  printf '%s/artifacts/bin/ServerlessContacts.%s/%s' "$root" "$1" "$(printf '%s' "$configuration" | tr '[:upper:]' '[:lower:]')"
}

# Builds a project unless nothing was written, in its folder or in another that it uses, since it was last built here:
# build LocalHost src/ServerlessContacts.LocalHost src
build() {
  local stamp=$root/artifacts/dev/$1-$configuration
  [ -z "${SERVERLESS_CONTACTS_NO_BUILD:-}" ] || return 0
  [ ! -d "$(binaries "$1")" ] || is_stale "$stamp" "$2" "${3:-$2}" || return 0
  begin "Building $2 ($configuration)"
  take_turn
  # What is written while the build runs is newer than this.
  : >"$stamp.began"
  logged build.log dotnet build "$root/$2" -c "$configuration" -nologo -v:minimal -tl:off || give_up build.log
  mv "$stamp.began" "$stamp"
  end_turn
  ended
}

# One build at a time: two would write the same files.
take_turn() {
  local holder
  mkdir -p "$root/artifacts/dev"
  until mkdir "$turn" 2>/dev/null; do
    holder=$(cat "$turn/pid" 2>/dev/null) || holder=
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then rm -rf "$turn"; else sleep 1; fi
  done
  trap end_turn EXIT
  echo $$ >"$turn/pid"
}

end_turn() {
  rm -rf "$turn"
  trap - EXIT
}

is_stale() {
  [ -f "$1" ] || return 0
  [ -n "$(cd "$root" && find "$2" "$3" build/*.proj build/StandIns Directory.* global.json host.json .editorconfig -newer "$1")" ]
}

# Runs a command in the background, so that a signal to this script reaches it, with its output in a file of the log folder.
logged() {
  local log=$local_folder/log/$1 status=0
  shift
  "$@" >"$log" 2>&1 </dev/null &
  wait_for_child $! || status=$?
  return "$status"
}

wait_for_child() {
  local status=0
  child=$1
  wait "$child" || status=$?
  child=
  return "$status"
}

give_up() {
  tell_failure "$1" >&2
  exit 1
}

# The errors that a build names, else the end of the log.
tell_failure() {
  local log=$local_folder/log/$1
  printf 'failed.\n' >&"$talk"
  grep ': error ' "$log" | sort -u | head -n 30 | grep . || tail -n 30 "$log"
  printf 'The whole log is %s.\n' "$log"
}

interrupt() {
  [ -z "$child" ] || kill "$child" 2>/dev/null || true
  printf '\nInterrupted.\n' >&2
  exit "$1"
}

trap 'interrupt 130' INT
trap 'interrupt 143' TERM HUP
prepare_folders
