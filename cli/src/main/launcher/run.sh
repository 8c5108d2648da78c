# Runs mekiki; sourced by its launchers, with the arguments that they were given.
#
# java        the java command
# classes     the jars, an array
# start       the cache of classes and profiles, which may be absent
# make_start  "true" if it shall be made, which takes some seconds

# Java decodes arguments by the locale; one that is not UTF-8 would damage other than ASCII texts.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac
[ -t 1 ] && out_is_terminal=true || out_is_terminal=false
[ -t 2 ] && err_is_terminal=true || err_is_terminal=false
terminals=(-Dmekiki.terminal.out="$out_is_terminal" -Dmekiki.terminal.err="$err_is_terminal")
joined=$(IFS=:; printf '%s' "${classes[*]}")

# Jars with methods, families, tokenizer components or metrics of one's own (docs/extensions.md).
extended=$joined
if [ -n "${MEKIKI_EXTENSIONS:-}" ]; then
  IFS=: read -r -a extensions <<<"$MEKIKI_EXTENSIONS"
  for extension in "${extensions[@]}"; do
    if [ -z "$extension" ]; then
      continue
    elif [ -d "$extension" ]; then
      for jar in "$extension"/*.jar; do [ -f "$jar" ] && extended=$extended:$jar; done
    elif [ -f "$extension" ]; then
      extended=$extended:$extension
    else
      echo "mekiki: MEKIKI_EXTENSIONS names $extension, which is neither a jar nor a folder" >&2
      exit 2
    fi
  done
fi

# A short text is answered before the SIMD kernels would be compiled, and what computes nothing needs
# none. Without the incubating Vector API the Java machine can begin with classes and profiles that it
# kept from an earlier run. (docs/decisions/2026-11-26-start.md; QuickCall says the same in Java)
is_quick() {
  local text letters=0
  case ${1:-} in
    explain | predict)
      [ $# -gt 1 ] || return 1
      for text in "${@:2}"; do
        case $text in -* | @*) return 1 ;; esac
        letters=$((letters + ${#text}))
      done
      [ $letters -le 200 ]
      ;;
    "" | -h | --help | -V | --version | tokenize | inspect | completion) true ;;
    *) return 1 ;;
  esac
}
# Modules say what they offer on the module path alone.
if [ -z "${JAVA_TOOL_OPTIONS:-}${JDK_JAVA_OPTIONS:-}${MEKIKI_EXTENSIONS:-}" ] && is_quick "$@"; then
  quick=(-XX:+UseSerialGC -Xlog:disable -Dmekiki.kernels=scalar)
  if [ "${make_start:-}" = true ]; then
    made="$start.$$"
    # What making leaves behind where it is interrupted: parts of this one, and of earlier ones whose
    # process is gone.
    trap 'rm -f "$made" "$made".*; exit 130' INT
    trap 'rm -f "$made" "$made".*; exit 143' TERM HUP
    for left in "$start".[0-9]*; do
      maker=${left#"$start".}
      maker=${maker%%.*}
      [ -e "$left" ] && [ ! -d "/proc/$maker" ] && ! kill -0 "$maker" 2>/dev/null && rm -f "$left"
    done
    "$java" "${quick[@]}" -cp "$joined" -XX:AOTCacheOutput="$made" org.mekiki.cli.Mekiki \
      explain "an unpretentious , warm and very funny film" >/dev/null 2>&1
    # An empty one says that it was tried.
    if [ -f "$made" ]; then mv -f "$made" "$start"; else : >"$start"; fi
    trap - INT TERM HUP
  fi
  [ -s "$start" ] && quick+=(-XX:AOTCache="$start")
  exec "$java" "${quick[@]}" -cp "$joined" "${terminals[@]}" org.mekiki.cli.Mekiki "$@"
fi

# The Java machine announces the Vector API on the first line of standard error; nobody asked, so
# that line is left out. All else passes as it comes, the progress line too.
announced="WARNING: Using incubator modules: jdk.incubator.vector"
exec "$java" -XX:+UseSerialGC -Xshare:auto "${terminals[@]}" \
  --module-path "$extended" -m org.mekiki.cli/org.mekiki.cli.Mekiki "$@" \
  2> >({ IFS= read -r line && [ "$line" != "$announced" ] && printf '%s\n' "$line"; exec cat; } >&2)
