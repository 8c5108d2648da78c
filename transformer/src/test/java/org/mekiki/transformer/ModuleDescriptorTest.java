package org.mekiki.transformer;

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
    assertEquals("org.mekiki.transformer", descriptor.name());
    assertEquals(
        Set.of("java.base", "jdk.jfr", "org.mekiki.core"),
        descriptor.requires().stream()
            .map(ModuleDescriptor.Requires::name)
            .collect(Collectors.toSet()));
    assertEquals(
        new TreeSet<>(
            Set.of(
                "",
                ".encoder",
                ".entity",
                ".family",
                ".file",
                ".head",
                ".mecab",
                ".tokenizer",
                ".tokenizer.model",
                ".tokenizer.normalizer",
                ".tokenizer.pattern",
                ".tokenizer.pretokenizer",
                ".tokenizer.text",
                ".train")),
        descriptor.exports().stream()
            .map(exports -> exports.source().replace("org.mekiki.transformer", ""))
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
