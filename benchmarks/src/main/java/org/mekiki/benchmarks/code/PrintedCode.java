package org.mekiki.benchmarks.code;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code -XX:CompileCommand=print} wrote: instructions where the Java machine found a
 * disassembler (hsdis), else bytes.
 */
final class PrintedCode {
  private static final Pattern HEAD =
      Pattern.compile("Compiled method \\(c2\\)\\s+\\d+\\s+\\d+\\s+([%sbn! ]*)4\\s+(\\S+::\\S+).*");
  private static final Pattern LINE =
      Pattern.compile("\\s+0x([0-9a-f]{8,16}):\\s+([^;]*?)\\s*(?:;.*)?");
  private static final Pattern BYTES = Pattern.compile("[0-9a-f]{2,}(?:[ |]+[0-9a-f]{2,})*[ |]*");

  private PrintedCode() {}

  /** The last compilation of every method by the optimising compiler, by name. */
  static Map<String, List<Instruction>> methods(List<String> output, Disassembler disassembler)
      throws IOException {
    var texts = new LinkedHashMap<String, List<String>>();
    List<String> current = null;
    boolean code = false;
    for (String line : output) {
      if (line.startsWith("Compiled method ")) {
        var head = HEAD.matcher(line);
        // Those that were entered in the middle of a loop (%) are replaced soon after.
        current = head.matches() && !head.group(1).contains("%") ? new ArrayList<>() : null;
        if (current != null) {
          texts.put(head.group(2), current);
        }
        code = false;
      } else if (line.startsWith("[MachCode]") || line.startsWith("[/MachCode]")) {
        code = line.startsWith("[M");
      } else if (code && current != null) {
        current.add(line);
      }
    }
    var methods = new LinkedHashMap<String, List<Instruction>>();
    for (var text : texts.entrySet()) {
      methods.put(text.getKey(), instructions(text.getValue(), disassembler));
    }
    return methods;
  }

  private static List<Instruction> instructions(List<String> lines, Disassembler disassembler)
      throws IOException {
    var found = new ArrayList<Instruction>();
    boolean bytes = false;
    for (String line : lines) {
      var match = LINE.matcher(line);
      if (match.matches() && !match.group(2).isEmpty()) {
        bytes |= BYTES.matcher(match.group(2)).matches();
        found.add(new Instruction(Long.parseUnsignedLong(match.group(1), 16), match.group(2)));
      }
    }
    return bytes ? disassembler.instructions(found) : found;
  }

  /** Instructions of a disassembler's lines, {@code address: text}. */
  static List<Instruction> parse(Stream<String> lines) {
    var line = Pattern.compile("\\s*(?:0x)?([0-9a-f]+):\\s+(\\S.*)");
    return lines
        .map(line::matcher)
        .filter(java.util.regex.Matcher::matches)
        .map(m -> new Instruction(Long.parseUnsignedLong(m.group(1), 16), m.group(2).strip()))
        .toList();
  }
}
