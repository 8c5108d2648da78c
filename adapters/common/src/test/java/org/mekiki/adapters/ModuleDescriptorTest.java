package org.mekiki.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The module needs the engine alone, and none of the frameworks. */
final class ModuleDescriptorTest {
  @Test
  void requiresAndExportsAreExact() {
    ModuleDescriptor descriptor =
        ModuleFinder.of(Path.of("target", "classes")).findAll().iterator().next().descriptor();
    assertEquals("org.mekiki.adapters", descriptor.name());
    assertEquals(
        Set.of("java.base", "org.mekiki.sig", "org.mekiki.transformer"),
        descriptor.requires().stream()
            .map(ModuleDescriptor.Requires::name)
            .collect(Collectors.toSet()));
    assertEquals(
        Set.of("org.mekiki.adapters"),
        descriptor.exports().stream()
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet()));
  }
}
