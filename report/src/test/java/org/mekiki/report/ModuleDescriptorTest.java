package org.mekiki.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The module needs nothing but the engine, and shows programs one type. */
final class ModuleDescriptorTest {
  @Test
  void requiresAndExportsAreExact() {
    ModuleDescriptor descriptor =
        ModuleFinder.of(Path.of("target", "classes")).findAll().iterator().next().descriptor();
    assertEquals("org.mekiki.report", descriptor.name());
    assertEquals(
        Set.of("java.base", "org.mekiki.sig", "org.mekiki.transformer"),
        descriptor.requires().stream()
            .map(ModuleDescriptor.Requires::name)
            .collect(Collectors.toSet()));
    assertEquals(
        Set.of("org.mekiki.report"),
        descriptor.exports().stream()
            .filter(exports -> !exports.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet()));
    assertEquals(
        Set.of("org.mekiki.cli"),
        descriptor.exports().stream()
            .flatMap(exports -> exports.targets().stream())
            .collect(Collectors.toSet()),
        "nobody else sees how pages are made");
  }
}
