package org.mekiki.benchmarks.results;

import java.util.List;

/**
 * Where and with what a run was made; holds no name of a machine, a user or a folder.
 *
 * @param date UTC day
 * @param commit of the source the jar was built from, with {@code -dirty} after it where files had
 *     been changed
 * @param cpu the processor's name
 * @param processors that the Java machine may use
 * @param lastLevelCache bytes; 0 if unknown
 * @param memory bytes; 0 if unknown
 * @param os system, version and architecture
 * @param hugePages the system's setting for transparent huge pages; empty if it has none
 * @param jdk version with build
 * @param vm name of the Java machine
 * @param flags of the measured Java machines
 * @param kernels that mekiki chose in them
 * @param blockSizes how their products are cut, and why; empty in older results
 */
public record Environment(
    String date,
    String commit,
    String cpu,
    int processors,
    long lastLevelCache,
    long memory,
    String os,
    String hugePages,
    String jdk,
    String vm,
    List<String> flags,
    String kernels,
    String blockSizes) {
  /** Copies. */
  public Environment {
    flags = List.copyOf(flags);
    blockSizes = blockSizes == null ? "" : blockSizes;
  }

  /** One line for people. */
  public String describe() {
    String tiles = blockSizes.isEmpty() ? "" : " (" + blockSizes + ")";
    String options = String.join(" ", flags);
    return "%s, %d processors; %s; JDK %s; kernels %s%s; %s; commit %s; %s"
        .formatted(cpu, processors, os, jdk, kernels, tiles, options, commit, date);
  }
}
