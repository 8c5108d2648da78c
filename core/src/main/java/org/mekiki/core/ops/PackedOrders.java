package org.mekiki.core.ops;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.kernel.MatrixRows;
import org.mekiki.core.kernel.PackedMatrix;

/**
 * A weight W [out, in] in the orders that kernels read, each packed when it is first asked for.
 * Safe for several threads.
 */
final class PackedOrders {
  private final int out;
  private final int in;
  private final MatrixRows rows;

  /** Wᵀ as kernels read it. */
  private final ConcurrentHashMap<Kernels, PackedMatrix> transposed = new ConcurrentHashMap<>(2);

  /** W as kernels read it. */
  private final ConcurrentHashMap<Kernels, PackedMatrix> plain = new ConcurrentHashMap<>(2);

  /** Of a matrix that is read from its rows whenever an order is packed. */
  PackedOrders(int out, int in, MatrixRows rows) {
    this.out = out;
    this.in = in;
    this.rows = rows;
  }

  /** Of a matrix whose rows are read once, into {@link #transposed}, which is all that is held. */
  static PackedOrders readOnce(Kernels kernels, int out, int in, MatrixRows rows) {
    PackedMatrix first = kernels.packTransposed(in, out, rows);
    var orders = new PackedOrders(out, in, first.transposed());
    orders.transposed.put(kernels, first);
    return orders;
  }

  /** The matrix, unpacked. */
  MatrixRows rows() {
    return rows;
  }

  /** Wᵀ [in, out], for y = x · Wᵀ. */
  PackedMatrix transposed(Kernels kernels) {
    return packed(transposed, kernels, by -> by.packTransposed(in, out, rows));
  }

  /** W [out, in], for dx = dy · W. */
  PackedMatrix plain(Kernels kernels) {
    return packed(plain, kernels, by -> by.pack(out, in, rows));
  }

  private static PackedMatrix packed(
      ConcurrentHashMap<Kernels, PackedMatrix> order,
      Kernels kernels,
      Function<Kernels, PackedMatrix> pack) {
    PackedMatrix present = order.get(kernels);
    return present != null ? present : order.computeIfAbsent(kernels, pack);
  }
}
