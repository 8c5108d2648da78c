package org.mekiki.sig;

/**
 * What came of one path.
 *
 * @param features integrated features of the moved rows, row after row; valid until the evaluator
 *     is closed
 * @param nodes gradients evaluated for this path alone
 * @param settled whether the features changed little enough when they were last refined; true where
 *     nothing was asked
 */
record PathIntegral(double[] features, int nodes, boolean settled) {}
