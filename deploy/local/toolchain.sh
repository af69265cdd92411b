# shellcheck shell=sh
# To be sourced: sets JAVA_HOME to a JDK of 25 or newer; need_maven then sets MVN to a Maven of 3.9 or newer. Where there is
# none, both say in one line what to install and end the shell.

is_jdk() {
  [ -x "$1/bin/javac" ] && [ "$("$1/bin/javac" -version 2>/dev/null | sed -E 's/^javac ([0-9]+).*/\1/')" -ge 25 ] 2>/dev/null
}

find_jdk() {
  on_path=$(command -v javac 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null) && on_path=${on_path%/bin/javac}
  on_mac=$(/usr/libexec/java_home -v 25+ 2>/dev/null)
  for home in "${JAVA_HOME:-}" "$on_path" "$on_mac" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/*; do
    if [ -n "$home" ] && is_jdk "$home"; then
      echo "$home"
      return
    fi
  done
  echo "A JDK 25 is missing: install one, or set JAVA_HOME to it." >&2
  return 1
}

is_maven() {
  "$1" --version 2>/dev/null | sed -E -n '1s/.*Maven ([0-9]+)\.([0-9]+).*/\1 \2/p' | {
    read -r major minor && { [ "$major" -gt 3 ] || { [ "$major" -eq 3 ] && [ "$minor" -ge 9 ]; }; }
  }
}

# An older Maven can fetch a newer one.
fetch_maven() (
  version=3.9.16
  sha256=5af3b743dd8b876b5c45da33b676251e5f1687712644abb4ee519ca56e1d89ce
  cache=${XDG_CACHE_HOME:-$HOME/.cache}/civildiy
  maven=$cache/apache-maven-$version
  if [ ! -x "$maven/bin/mvn" ]; then
    echo "fetching Maven $version" >&2
    mkdir -p "$cache" && aside=$(mktemp -d "$cache/.maven.XXXXXX") || return 1
    trap 'rm -rf "$aside"' EXIT
    cd "$aside" || return 1
    MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow mvn --batch-mode --quiet org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
      -Dartifact="org.apache.maven:apache-maven:$version:zip:bin" -DoutputDirectory="$aside" >&2 || return 1
    archive=apache-maven-$version-bin.zip
    [ "$({ sha256sum "$archive" 2>/dev/null || shasum -a 256 "$archive"; } | cut -d' ' -f1)" = "$sha256" ] || {
      echo "$archive has another SHA-256 than this project expects" >&2
      return 1
    }
    "$JAVA_HOME/bin/jar" xf "$archive" && chmod +x "apache-maven-$version/bin/mvn" || return 1
    mv "apache-maven-$version" "$maven" 2>/dev/null || [ -x "$maven/bin/mvn" ] || return 1
  fi
  echo "$maven/bin/mvn"
)

find_maven() {
  if ! command -v mvn >/dev/null; then
    echo "Maven is missing: install it (3.9 or newer; an older one is enough to fetch a newer)." >&2
    return 1
  elif is_maven mvn; then
    command -v mvn
  else
    fetch_maven || {
      echo "Maven 3.9 or newer is missing: install it." >&2
      return 1
    }
  fi
}

need_maven() {
  MVN=$(find_maven) || exit 1
  export MVN
}

JAVA_HOME=$(find_jdk) || exit 1
export JAVA_HOME
