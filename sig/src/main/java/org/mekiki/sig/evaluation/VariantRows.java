package org.mekiki.sig.evaluation;

import java.util.List;
import org.mekiki.core.ops.RowPlaces;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.RowSet;

/**
 * The rows that are given of each variant of a batch, one after the other: all m rows, or those
 * only that the variant moves or whose gradient is wanted.
 */
final class VariantRows {
  private final AttributionInput input;
  private final List<GradientRequest> requests;
  private final boolean whole;

  /** The given rows of each request; null where all are. */
  private final RowSet[] sets;

  /** Number of the first given row of each request; last, of all. */
  private final int[] starts;

  private VariantRows(AttributionInput input, List<GradientRequest> requests, boolean whole) {
    this.input = input;
    this.requests = requests;
    this.whole = whole;
    sets = whole ? null : new RowSet[requests.size()];
    starts = new int[requests.size() + 1];
    for (int i = 0; i < requests.size(); i++) {
      if (!whole) {
        sets[i] = given(requests.get(i));
      }
      starts[i + 1] = starts[i] + (whole ? input.size() : sets[i].size());
    }
  }

  static VariantRows whole(AttributionInput input, List<GradientRequest> requests) {
    return new VariantRows(input, requests, true);
  }

  /** The rows that differ or are wanted: what is computed does not depend on other requests. */
  static VariantRows few(AttributionInput input, List<GradientRequest> requests) {
    return new VariantRows(input, requests, false);
  }

  /** Never empty: passes need a row to work on. */
  private static RowSet given(GradientRequest request) {
    RowSet moved = request.variant().moved();
    RowSet rows = request.rows().equals(moved) ? moved : moved.union(request.rows());
    return rows.size() == 0 ? RowSet.of(0) : rows;
  }

  boolean isWhole() {
    return whole;
  }

  int variants() {
    return requests.size();
  }

  /** Number of given rows. */
  int size() {
    return starts[requests.size()];
  }

  /** Number of a row of a request among the given rows. */
  int place(int request, int row) {
    return starts[request] + (whole ? row : sets[request].position(row));
  }

  /** Writes the given rows, size · d floats. */
  void write(float[] target) {
    int width = input.width();
    for (int i = 0; i < requests.size(); i++) {
      Variant variant = requests.get(i).variant();
      for (int k = 0; k < starts[i + 1] - starts[i]; k++) {
        int row = whole ? k : sets[i].row(k);
        int at = (starts[i] + k) * width;
        if (variant.moved().position(row) >= 0) {
          if (variant.given() == null) {
            input.interpolate(row, variant.alpha(), target, at);
          } else {
            variant.given().write(row, target, at);
          }
        } else {
          System.arraycopy(
              input.rows().array(), input.rows().offset() + row * width, target, at, width);
        }
      }
    }
  }

  /** Which variant each row is of. */
  int[] variantOfEach() {
    int[] variants = new int[size()];
    for (int i = 0; i < requests.size(); i++) {
      java.util.Arrays.fill(variants, starts[i], starts[i + 1], i);
    }
    return variants;
  }

  /** The position of each row in its variant. */
  int[] positionOfEach() {
    int[] positions = new int[size()];
    for (int i = 0; i < requests.size(); i++) {
      for (int k = 0; k < starts[i + 1] - starts[i]; k++) {
        positions[starts[i] + k] = whole ? k : sets[i].row(k);
      }
    }
    return positions;
  }

  RowPlaces places() {
    return new RowPlaces(variants(), input.size(), variantOfEach(), positionOfEach());
  }
}
