package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages of a module form no circle, and none is so large that nobody finds a way in. */
final class RoomsTest {
  private static final int MOST_TYPES = 40;

  /**
   * Packages that may hold more. {@code core.ops}: an op is a file, and {@code Ops} and the fused
   * ops name each other, so that any cut makes a circle.
   */
  private static final Map<String, Integer> LARGE = Map.of("org.mekiki.core.ops", 100);

  @TempDir private Path folder;

  /** The other modules are where this one finds them; this one is patched with its tests there. */
  private static RoomPlan plan(String module) {
    ModuleReference compiled =
        module.equals("org.mekiki.cli")
            ? ModuleFinder.of(Path.of("target", "classes")).find(module).orElseThrow()
            : ModuleLayer.boot().configuration().findModule(module).orElseThrow().reference();
    RoomPlan plan = RoomPlan.read(compiled);
    assertTrue(plan.sizes().size() > 1, "no packages in " + compiled);
    return plan;
  }

  private static List<String> tooLarge(RoomPlan plan) {
    return plan.sizes().entrySet().stream()
        .filter(room -> room.getValue() > LARGE.getOrDefault(room.getKey(), MOST_TYPES))
        .map(room -> room.getKey() + " holds " + room.getValue() + " types")
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.mekiki.core",
        "org.mekiki.transformer",
        "org.mekiki.sig",
        "org.mekiki.report",
        "org.mekiki.weights.converter",
        "org.mekiki.cli"
      })
  void noPackageIsInACircle(String module) {
    assertEquals(List.of(), plan(module).circles());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.mekiki.core",
        "org.mekiki.transformer",
        "org.mekiki.sig",
        "org.mekiki.report",
        "org.mekiki.weights.converter",
        "org.mekiki.cli"
      })
  void noPackageIsTooLarge(String module) {
    assertEquals(List.of(), tooLarge(plan(module)));
  }

  /** Compiles types of the given sources, by their full names. */
  private RoomPlan compiled(Map<String, String> sources) throws Exception {
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
    }
    List<String> names =
        sources.keySet().stream()
            .map(name -> folder.resolve(name.replace('.', '/') + ".java").toString())
            .toList();
    String[] arguments =
        Stream.concat(Stream.of("-d", folder.resolve("out").toString()), names.stream())
            .toArray(String[]::new);
    ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
    assertEquals(0, compiler.run(System.out, System.err, arguments));
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      var classes = new ArrayList<byte[]>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        classes.add(Files.readAllBytes(file));
      }
      return RoomPlan.of(classes);
    }
  }

  @Test
  void aCircleIsToldByItsTypes() throws Exception {
    RoomPlan plan =
        compiled(
            Map.of(
                "a.X", "package a; public class X { class Inner { b.Y[] field; } }",
                "b.Y", "package b; public class Y { void call() { new c.Z().of(null); } }",
                "c.Z", "package c; public class Z { public void of(java.util.List<a.W> list) {} }",
                "a.W", "package a; public class W { b.V below; }",
                "b.V", "package b; public class V {}"));
    assertEquals(List.of("a.W → b.V, b.Y → c.Z, c.Z → a.W"), plan.circles());
  }

  @Test
  void whatPointsDownIsNoCircle() throws Exception {
    RoomPlan plan =
        compiled(
            Map.of(
                "a.X", "package a; public class X { b.Y y; c.Z z; }",
                "b.Y", "package b; public class Y { c.Z z; Y self; String name = \"La/X;\"; }",
                "c.Z", "package c; public class Z {}"));
    assertEquals(List.of(), plan.circles(), "a string is no need");
  }

  @Test
  void aLargePackageIsNoticed() throws Exception {
    Map<String, String> sources =
        IntStream.rangeClosed(1, MOST_TYPES + 1)
            .boxed()
            .collect(
                Collectors.toMap(
                    i -> "a.T" + i, i -> "package a; class T" + i + " { record R() {} }"));
    assertEquals(List.of("a holds 41 types"), tooLarge(compiled(sources)));
  }
}
