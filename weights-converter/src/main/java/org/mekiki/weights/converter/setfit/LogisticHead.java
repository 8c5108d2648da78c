package org.mekiki.weights.converter.setfit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.transformer.file.FileBytes;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.pickle.PickleGlobal;
import org.mekiki.weights.converter.pickle.PickleGlobals;
import org.mekiki.weights.converter.pickle.PickleReader;

/**
 * SetFit's head, a logistic regression over vectors of texts, as a linear layer whose softmax is
 * what scikit-learn's {@code predict_proba} gives. Of two classes scikit-learn has one score s, and
 * the share of the second class is 1 / (1 + e^−s): here their scores are −s/2 and s/2.
 *
 * @param classes names of the classes, as scikit-learn has them
 * @param weights [C, E], row-major
 * @param biases [C]
 * @param width E
 */
public record LogisticHead(List<String> classes, float[] weights, float[] biases, int width) {
  private static final String PURPOSE =
      "of SetFit's heads only scikit-learn's LogisticRegression is read, and nothing is run; train"
          + " the model with such a head, or take only the vectors with convert --task"
          + " sentence-embedding";

  /** Copies the list. */
  public LogisticHead {
    classes = List.copyOf(classes);
  }

  /**
   * Reads {@code model_head.pkl}.
   *
   * @param path the file
   * @return the head
   * @throws ConversionException if it holds anything else than a trained logistic regression
   * @throws IOException if it cannot be read
   */
  public static LogisticHead read(Path path) throws IOException {
    try (FileBytes bytes = FileBytes.open(path)) {
      String file = path.toString();
      var reader =
          new PickleReader(
              bytes,
              0,
              bytes.size(),
              PickleGlobals.of(PURPOSE, globals(file)),
              _ -> {
                throw new ConversionException(file + ": it refers to something outside itself");
              });
      if (!(reader.read() instanceof ScikitModel model)) {
        throw new ConversionException("%s: it contains no classifier; %s".formatted(file, PURPOSE));
      }
      bytes.requireUnchanged();
      return of(model, file);
    }
  }

  private static List<PickleGlobal> globals(String file) {
    var all = new ArrayList<PickleGlobal>();
    for (String module : List.of("_logistic", "logistic")) {
      all.add(
          PickleGlobal.called(
              "sklearn.linear_model." + module + ".LogisticRegression",
              _ -> new ScikitModel(file)));
    }
    all.add(
        PickleGlobal.called("joblib.numpy_pickle.NumpyArrayWrapper", _ -> new NumpyArray(file)));
    all.add(PickleGlobal.called("numpy.dtype", given -> NumpyType.of(given, file)));
    all.add(PickleGlobal.named("numpy.ndarray", "array"));
    for (String core : List.of("numpy.core", "numpy._core")) {
      all.add(PickleGlobal.called(core + ".multiarray._reconstruct", _ -> new NumpyArray(file)));
      all.add(PickleGlobal.called(core + ".multiarray.scalar", given -> scalar(given, file)));
    }
    all.add(PickleGlobal.called("_codecs.encode", given -> bytes(given, file)));
    return all;
  }

  private static Object scalar(List<Object> given, String file) throws ConversionException {
    if (given.size() == 2
        && given.get(0) instanceof NumpyType type
        && given.get(1) instanceof byte[] bytes
        && bytes.length == type.bytes()) {
      return type.read(java.nio.ByteBuffer.wrap(bytes));
    }
    throw new ConversionException(file + ": it has a damaged number");
  }

  /** How bytes are pickled for Python 2. */
  private static Object bytes(List<Object> given, String file) throws ConversionException {
    if (given.size() == 2 && given.get(0) instanceof String text && "latin1".equals(given.get(1))) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
    throw new ConversionException(file + ": it has damaged bytes");
  }

  private static LogisticHead of(ScikitModel model, String file) throws ConversionException {
    NumpyArray coefficients = model.array("coef_");
    NumpyArray intercepts = model.array("intercept_");
    NumpyArray names = model.array("classes_");
    int count = names.elements().size();
    boolean two = count == 2;
    if (coefficients.shape().size() != 2
        || coefficients.shape().get(1) < 1
        || count < 2
        || coefficients.shape().get(0) != (two ? 1 : count)
        || intercepts.shape().size() > 1
        || intercepts.elements().size() != coefficients.shape().get(0)) {
      throw new ConversionException(
          "%s: a classifier of %d classes with coefficients of the shape %s is not read"
              .formatted(file, count, coefficients.shape()));
    }
    boolean apart =
        model.text("multi_class").equals("ovr") || model.text("solver").equals("liblinear");
    if (!two && apart) {
      throw new ConversionException(
          file
              + ": its classes have scores of their own (multi_class \"ovr\"), which no softmax"
              + " makes shares of; train the head with multi_class \"multinomial\"");
    }
    int width = coefficients.shape().get(1);
    float[] weights = new float[count * width];
    float[] biases = new float[count];
    // As scikit-learn has it, one of two classes that was asked for as several counts twice.
    double half = model.text("multi_class").equals("multinomial") ? 1 : 0.5;
    for (int c = 0; c < count; c++) {
      double scale = two ? (c == 0 ? -half : half) : 1;
      int row = two ? 0 : c;
      for (int i = 0; i < width; i++) {
        weights[c * width + i] = (float) (scale * coefficients.at(row, i));
      }
      biases[c] = (float) (scale * intercepts.at(row));
    }
    return new LogisticHead(
        names.elements().stream().map(Object::toString).toList(), weights, biases, width);
  }
}
