package org.mekiki.sig.path;

/**
 * What came of one path.
 *
 * @param features integrated features of the moved rows, row after row; valid until the evaluator
 *     is closed
 * @param nodes gradients evaluated for this path alone
 * @param settled whether the features changed little enough when they were last refined; true where
 *     nothing was asked
 */
public record PathIntegral(double[] features, int nodes, boolean settled) {}
