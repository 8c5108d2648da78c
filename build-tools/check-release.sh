#!/usr/bin/env bash
# A release, rehearsed: published into a folder twice, from two places, and used from there.
#
# Every file of the second one is compared with the first, byte by byte; the first is looked at as a
# public repository would (CheckRelease.java), and a program is built and run with nothing of mekiki
# but what it holds. Nothing leaves this folder: everything is in target/release.
#
# MEKIKI_LOCAL_REPOSITORY is ~/.m2/repository. JAVA_HOME, or a place where installers put it, has a JDK 25.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
release=$root/target/release
version=99.0.0

for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  if [ -f "$home/release" ] && grep -q '^JAVA_VERSION="25' "$home/release"; then
    jdk=$home
    break
  fi
done
if [ -z "${jdk:-}" ]; then
  echo "check-release: needs a JDK 25; install one, or set JAVA_HOME to it" >&2
  exit 2
fi

# The plugin for API documentation puts permissions of files into its jars.
umask 022
rm -rf "$release"
mkdir -p "$release"

# Publishes a copy of the sources as a version that is none yet: publish FOLDER
# Sources that were compiled and tested here need neither their tests nor Error Prone again.
publish() {
  local copy=$release/$1
  mkdir -p "$copy"
  tar -c --exclude=./.git --exclude=target --exclude=./fuzz-findings . | tar -x -C "$copy"
  "$jdk/bin/java" "$copy/build-tools/SetVersion.java" "$copy" $version \
    https://rehearsal.example https://rehearsal.example/mekiki.git >/dev/null
  echo "--- publish into $1/published"
  (cd "$copy" && JAVA_HOME=$jdk MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow mvn -B -q -Prelease deploy -pl '!benchmarks,!fuzz' \
    -Dmaven.test.skip=true -Dmekiki.format=skip -Dmekiki.errorprone=-XDunchecked \
    -DaltDeploymentRepository="published::file://$copy/published" -Dmaven.install.skip=true)
}

publish first &
first=$!
# Another place, another time zone, another locale: none of them may show.
TZ=Asia/Tokyo LC_ALL=C publish second/elsewhere
wait $first

"$jdk/bin/java" build-tools/CheckRelease.java "$root" "$release/first/published" $version \
  "$release/second/elsewhere/published"

# --- somebody else's program, with an empty local repository --------------------------------------
# What is not mekiki's (Maven's plugins) comes from the local repository of this machine, which serves
# as central; what is mekiki's can come from the folder alone, since this version is nowhere else.
echo "--- a program with nothing of mekiki but what was published"
consumer=$release/consumer
mkdir -p "$consumer"
cp -R build-tools/consumer/. "$consumer"
local=${MEKIKI_LOCAL_REPOSITORY:-$HOME/.m2/repository}
cat >"$consumer/settings.xml" <<SETTINGS
<settings>
  <mirrors>
    <mirror>
      <id>local</id>
      <mirrorOf>central</mirrorOf>
      <url>file://$local</url>
    </mirror>
  </mirrors>
</settings>
SETTINGS
(cd "$consumer" && JAVA_HOME=$jdk MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow mvn -B -q -s settings.xml -Dmaven.repo.local="$consumer/repository" \
  -Dmekiki.version=$version -Dpublished="file://$release/first/published" \
  compile dependency:copy-dependencies)
taken=$(ls "$consumer/target/dependency")
expected=$(printf 'mekiki-%s-%s.jar\n' core $version sig $version transformer $version)
if [ "$taken" != "$expected" ]; then
  printf 'check-release: the program takes other jars than the three of the engine:\n%s\n' "$taken" >&2
  exit 1
fi
(cd "$consumer" && "$jdk/bin/jar" --extract \
  --file "$release/first/published/org/mekiki/mekiki-cli/$version/mekiki-cli-$version.jar" \
  org/mekiki/cli/sst2-small.mekiki)
said=$("$jdk/bin/java" --add-modules jdk.incubator.vector -cp "$consumer/target/classes:$consumer/target/dependency/*" \
  consumer.Consumer "$consumer/org/mekiki/cli/sst2-small.mekiki" "a warm and funny film" 2>/dev/null)
printf '%s\n' "$said"
grep -q '^positive, converged: true$' <<<"$said" && grep -q '^funny  *+' <<<"$said" \
  || { echo "check-release: that is no explanation" >&2; exit 1; }

"$jdk/bin/java" -jar "$release/first/published/org/mekiki/mekiki-cli/$version/mekiki-cli-$version-all.jar" \
  --version | grep -q "^mekiki $version" || { echo "check-release: the published jar does not say its version" >&2; exit 1; }
echo "check-release: all checks passed"
