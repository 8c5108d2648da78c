package org.mekiki.sig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The module needs the JDK alone, and shows what it means to show. */
final class ModuleDescriptorTest {
  @Test
  void requiresAndExportsAreExact() {
    ModuleDescriptor descriptor =
        ModuleFinder.of(Path.of("target", "classes")).findAll().iterator().next().descriptor();
    assertEquals("org.mekiki.sig", descriptor.name());
    assertEquals(
        Set.of("java.base", "jdk.jfr", "org.mekiki.core"),
        descriptor.requires().stream()
            .map(ModuleDescriptor.Requires::name)
            .collect(Collectors.toSet()));
    assertEquals(
        new TreeSet<>(
            Set.of(
                "org.mekiki.sig",
                "org.mekiki.sig.attribution",
                "org.mekiki.sig.counterfactual",
                "org.mekiki.sig.effect",
                "org.mekiki.sig.evaluation",
                "org.mekiki.sig.interaction",
                "org.mekiki.sig.judge",
                "org.mekiki.sig.judge.fidelity",
                "org.mekiki.sig.judge.truth",
                "org.mekiki.sig.method",
                "org.mekiki.sig.quadrature",
                "org.mekiki.sig.statistics",
                "org.mekiki.sig.text")),
        descriptor.exports().stream()
            .map(exports -> exports.source())
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
