package org.mekiki.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packages of a compiled module: their top-level types, and which of them needs which other
 * one. Nested types count as the type around them.
 *
 * <p>A type needs all that its constant pool names as a class or in a descriptor or signature:
 * fields, parameters, what it calls. Constants that the compiler copied are not seen.
 */
final class RoomPlan {
  private static final Pattern DESCRIPTOR_TYPE = Pattern.compile("L([\\w$/]+)");

  /** What a type needs, by its name, without itself. */
  private final SortedMap<String, TreeSet<String>> needs = new TreeMap<>();

  /** Reads all classes of a module, from a folder or an archive. */
  static RoomPlan read(ModuleReference module) {
    try (ModuleReader reader = module.open();
        Stream<String> names = reader.list()) {
      var classes = new ArrayList<byte[]>();
      for (String name : names.filter(RoomPlan::isType).toList()) {
        try (InputStream in = reader.open(name).orElseThrow()) {
          classes.add(in.readAllBytes());
        }
      }
      return of(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isType(String name) {
    return name.endsWith(".class") && !name.endsWith("module-info.class");
  }

  /** Of class files. */
  static RoomPlan of(Collection<byte[]> classes) {
    var plan = new RoomPlan();
    for (byte[] bytes : classes) {
      ClassModel type = ClassFile.of().parse(bytes);
      TreeSet<String> needed =
          plan.needs.computeIfAbsent(
              topLevel(type.thisClass().asInternalName()), _ -> new TreeSet<>());
      var strings = new HashSet<String>();
      for (PoolEntry entry : type.constantPool()) {
        if (entry instanceof StringEntry string) {
          strings.add(string.stringValue());
        }
      }
      for (PoolEntry entry : type.constantPool()) {
        // An array's class is named by its descriptor, which is a text of its own.
        if (entry instanceof ClassEntry named) {
          needed.add(topLevel(named.asInternalName()));
        } else if (entry instanceof Utf8Entry text && !strings.contains(text.stringValue())) {
          addTypes(text.stringValue(), needed);
        }
      }
    }
    plan.needs.forEach(
        (name, needed) -> {
          needed.retainAll(plan.needs.keySet());
          needed.remove(name);
        });
    return plan;
  }

  private static void addTypes(String text, Set<String> needed) {
    Matcher types = DESCRIPTOR_TYPE.matcher(text);
    while (types.find()) {
      needed.add(topLevel(types.group(1)));
    }
  }

  private static String topLevel(String internalName) {
    int nested = internalName.indexOf('$', internalName.lastIndexOf('/') + 2);
    return (nested < 0 ? internalName : internalName.substring(0, nested)).replace('/', '.');
  }

  private static String packageOf(String type) {
    return type.substring(0, Math.max(0, type.lastIndexOf('.')));
  }

  /** The number of top-level types, by package. */
  SortedMap<String, Integer> sizes() {
    var sizes = new TreeMap<String, Integer>();
    for (String type : needs.keySet()) {
      if (!type.endsWith(".package-info")) {
        sizes.merge(packageOf(type), 1, Integer::sum);
      }
    }
    return sizes;
  }

  /**
   * The shortest circle of packages through each package that is in one, by types: {@code a.X →
   * b.Y, b.Y → a.Z}. Each circle is there once.
   */
  List<String> circles() {
    Map<String, Map<String, String>> edges = edges();
    var circles = new ArrayList<String>();
    var seen = new TreeSet<TreeSet<String>>((a, b) -> a.toString().compareTo(b.toString()));
    for (String start : edges.keySet()) {
      circle(start, edges)
          .filter(packages -> seen.add(new TreeSet<>(packages)))
          .ifPresent(packages -> circles.add(described(packages, edges)));
    }
    return circles;
  }

  /** For each package, those it needs, with two types that show it. */
  private Map<String, Map<String, String>> edges() {
    var edges = new TreeMap<String, Map<String, String>>();
    needs.forEach(
        (type, needed) -> {
          Map<String, String> from =
              edges.computeIfAbsent(packageOf(type), _ -> new TreeMap<String, String>());
          for (String other : needed) {
            if (!packageOf(other).equals(packageOf(type))) {
              from.putIfAbsent(packageOf(other), type + " → " + other);
            }
          }
        });
    return edges;
  }

  /** Packages on the shortest way from one back to itself. */
  private static Optional<List<String>> circle(
      String start, Map<String, Map<String, String>> edges) {
    var cameFrom = new HashMap<String, String>();
    var open = new ArrayDeque<String>(List.of(start));
    while (!open.isEmpty()) {
      String here = open.remove();
      for (String next : edges.getOrDefault(here, Map.of()).keySet()) {
        if (next.equals(start)) {
          var way = new ArrayDeque<String>();
          for (String at = here; at != null; at = cameFrom.get(at)) {
            way.addFirst(at);
          }
          return Optional.of(List.copyOf(way));
        }
        if (cameFrom.putIfAbsent(next, here) == null) {
          open.add(next);
        }
      }
    }
    return Optional.empty();
  }

  private static String described(List<String> packages, Map<String, Map<String, String>> edges) {
    var steps = new ArrayList<String>();
    for (int i = 0; i < packages.size(); i++) {
      steps.add(edges.get(packages.get(i)).get(packages.get((i + 1) % packages.size())));
    }
    return String.join(", ", steps);
  }
}
