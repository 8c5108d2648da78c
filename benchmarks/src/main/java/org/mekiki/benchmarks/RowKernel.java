package org.mekiki.benchmarks;

import org.mekiki.core.kernel.Kernels;

/** A kernel over rows, and how a row of it is computed in double precision. */
enum RowKernel {
  /** e^x. */
  EXP(1) {
    @Override
    void run(Kernels kernels, Rows r) {
      kernels.exp(r.size(), r.x(), 0, r.y(), 0);
    }

    @Override
    double expected(Rows r, int row, int column) {
      return Math.exp(r.at(r.x(), row, column));
    }
  },
  /** tanh x. */
  TANH(1) {
    @Override
    void run(Kernels kernels, Rows r) {
      kernels.tanh(r.size(), r.x(), 0, r.y(), 0);
    }

    @Override
    double expected(Rows r, int row, int column) {
      return Math.tanh(r.at(r.x(), row, column));
    }
  },
  /** GELU, exact. */
  GELU(1) {
    @Override
    void run(Kernels kernels, Rows r) {
      kernels.gelu(r.size(), r.x(), 0, r.y(), 0);
    }

    @Override
    double expected(Rows r, int row, int column) {
      double x = r.at(r.x(), row, column);
      return x * Normal.cumulative(x);
    }
  },
  /** GELU's tanh form. */
  GELU_TANH(1) {
    @Override
    void run(Kernels kernels, Rows r) {
      kernels.geluTanh(r.size(), r.x(), 0, r.y(), 0);
    }

    @Override
    double expected(Rows r, int row, int column) {
      double x = r.at(r.x(), row, column);
      return x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }
  },
  /** GELU and its derivative. */
  GELU_WITH_SLOPE(1) {
    @Override
    void run(Kernels kernels, Rows r) {
      kernels.geluWithSlope(r.size(), r.x(), 0, r.dy(), 0, r.y(), 0);
    }

    @Override
    double expected(Rows r, int row, int column) {
      double x = r.at(r.x(), row, column);
      return Normal.cumulative(x) + x * Normal.density(x);
    }
  },
  /** Softmax of each row. */
  SOFTMAX(1) {
    @Override
    void run(Kernels kernels, Rows r) {
      int n = r.columns();
      kernels.softmaxRows(r.rows(), n, SCALE, r.x(), 0, n, r.y(), 0, n);
    }

    @Override
    double expected(Rows r, int row, int column) {
      double sum = 0;
      for (int j = 0; j < r.columns(); j++) {
        sum += Math.exp(SCALE * r.at(r.x(), row, j));
      }
      return Math.exp(SCALE * r.at(r.x(), row, column)) / sum;
    }
  },
  /** The cotangent of softmax's input; x stands for its result. */
  SOFTMAX_VJP(2) {
    @Override
    void run(Kernels kernels, Rows r) {
      int n = r.columns();
      kernels.softmaxVjpRows(r.rows(), n, SCALE, r.x(), 0, n, r.dy(), 0, n, r.y(), 0, n);
    }

    @Override
    double expected(Rows r, int row, int column) {
      double sum = 0;
      for (int j = 0; j < r.columns(); j++) {
        sum += r.at(r.dy(), row, j) * r.at(r.x(), row, j);
      }
      return SCALE * r.at(r.x(), row, column) * (r.at(r.dy(), row, column) - sum);
    }
  },
  /** Layer norm of each row. */
  LAYER_NORM(1) {
    @Override
    void run(Kernels kernels, Rows r) {
      kernels.layerNormRows(
          r.rows(),
          r.columns(),
          EPSILON,
          r.x(),
          0,
          r.gamma(),
          0,
          r.beta(),
          0,
          r.y(),
          0,
          r.mean(),
          0,
          r.rstd(),
          0);
    }

    @Override
    double expected(Rows r, int row, int column) {
      return r.gamma()[column] * r.normalized(row, column) + r.beta()[column];
    }
  },
  /** The cotangent of layer norm's input. */
  LAYER_NORM_VJP(2) {
    @Override
    void run(Kernels kernels, Rows r) {
      kernels.layerNormVjpRows(
          r.rows(),
          r.columns(),
          r.x(),
          0,
          r.gamma(),
          0,
          r.mean(),
          0,
          r.rstd(),
          0,
          r.dy(),
          0,
          r.y(),
          0);
    }

    @Override
    double expected(Rows r, int row, int column) {
      double meanG = 0;
      double meanGx = 0;
      for (int j = 0; j < r.columns(); j++) {
        double g = r.gamma()[j] * r.at(r.dy(), row, j) / r.columns();
        meanG += g;
        meanGx += g * r.normalized(row, j);
      }
      double g = r.gamma()[column] * r.at(r.dy(), row, column);
      return r.inverseDeviation(row) * (g - meanG - r.normalized(row, column) * meanGx);
    }
  },
  /** x + dy, the simplest of all: what memory allows. */
  ADD(2) {
    @Override
    void run(Kernels kernels, Rows r) {
      kernels.add(r.size(), r.x(), 0, r.dy(), 0, r.y(), 0);
    }

    @Override
    double expected(Rows r, int row, int column) {
      return r.at(r.x(), row, column) + r.at(r.dy(), row, column);
    }
  };

  static final float EPSILON = 1e-12f;
  private static final float SCALE = 0.125f;
  private final int operands;

  RowKernel(int operands) {
    this.operands = operands;
  }

  /** Arrays that are read beside the one that is written. */
  int operands() {
    return operands;
  }

  abstract void run(Kernels kernels, Rows rows);

  abstract double expected(Rows rows, int row, int column);
}
