package org.mekiki.weights.converter.setfit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.weights.converter.file.ConversionException;

/** SetFit's head in the formats of joblib and NumPy, and what is none. */
final class LogisticHeadTest {
  @TempDir private Path folder;

  private LogisticHead read(String base64) throws IOException {
    return LogisticHead.read(LogisticFiles.write(base64, folder.resolve("model_head.pkl")));
  }

  private String refused(byte[] content) throws IOException {
    Path path = Files.write(folder.resolve("model_head.pkl"), content);
    String message =
        assertThrows(ConversionException.class, () -> LogisticHead.read(path)).getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.contains("model_head.pkl"), message);
    return message;
  }

  @Test
  void ofTwoClassesEachHasHalfTheScore() throws IOException {
    LogisticHead head = read(LogisticFiles.JOBLIB_TWO);
    assertEquals(List.of("0", "1"), head.classes());
    assertEquals(3, head.width());
    assertArrayEquals(new float[] {-0.75f, 1.125f, -0.25f, 0.75f, -1.125f, 0.25f}, head.weights());
    assertArrayEquals(new float[] {-0.375f, 0.375f}, head.biases());
  }

  @ParameterizedTest
  @ValueSource(strings = {LogisticFiles.JOBLIB_THREE, LogisticFiles.NUMPY_THREE})
  void ofThreeClassesTheScoresAreTaken(String file) throws IOException {
    LogisticHead head = read(file);
    assertEquals(List.of("bad", "so so", "tr\u00e8s"), head.classes());
    float[] expected = new float[9];
    for (int i = 0; i < 9; i++) {
      expected[i] = i / 8f - 0.5f;
    }
    assertArrayEquals(expected, head.weights());
    assertArrayEquals(new float[] {0.25f, 0, -1}, head.biases());
  }

  @Test
  void whatIsNoSoftmaxIsRefused() throws IOException {
    String message = refused(Base64.getDecoder().decode(LogisticFiles.JOBLIB_APART));
    assertTrue(message.contains("multi_class \"ovr\""), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cos\nsystem\n(S'x'\ntR.",
        "csklearn.multiclass\nOneVsRestClassifier\n)\u0081.",
        "ctorch._utils\n_rebuild_tensor_v2\n(tR."
      })
  void otherNamesAreRefused(String pickle) throws IOException {
    String message = refused(pickle.getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(message.contains("only scikit-learn's LogisticRegression is read"), message);
    String name = pickle.substring(1).lines().findFirst().orElseThrow();
    assertTrue(message.contains("names " + name), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "}.",
        "csklearn.linear_model._logistic\nLogisticRegression\n)\u0081.",
        "csklearn.linear_model._logistic\nLogisticRegression\n)\u0081Nb.",
        "cnumpy\ndtype\n(S'O8'\ntR.",
        "cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\u0081}b."
      })
  void whatIsNoTrainedClassifierIsRefused(String pickle) throws IOException {
    refused(pickle.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void aFileThatEndsAnywhereIsRefused() throws IOException {
    for (String file : List.of(LogisticFiles.JOBLIB_TWO, LogisticFiles.NUMPY_THREE)) {
      byte[] whole = Base64.getDecoder().decode(file);
      for (int length = 1; length < whole.length; length += 3) {
        refused(Arrays.copyOf(whole, length));
      }
    }
  }
}
