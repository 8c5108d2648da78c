package org.mekiki.transformer.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.file.ModelContent.StoredTensor;

/** Another process works on the file that is read: an exception, and never more than that. */
final class ChangingFileTest {
  /** More than a part of the file that is read at once, and no multiple of it. */
  private static final int NUMBERS = 200_003;

  @TempDir private Path folder;

  private static byte[] model(ElementType type, int numbers) throws IOException {
    var random = new Random(numbers);
    var tensors = new ArrayList<StoredTensor>();
    for (int i = 0; i < 4; i++) {
      float[] values = new float[numbers];
      for (int j = 0; j < numbers; j++) {
        values[j] = random.nextInt(256) / 64f;
      }
      tensors.add(new StoredTensor("t" + i, type, Shape.of(numbers), () -> values));
    }
    var out = new ByteArrayOutputStream();
    ModelWriter.write(new ModelContent(Map.of("a", "b"), List.of(), new byte[] {1}, tensors), out);
    return out.toByteArray();
  }

  /** With a time of change long ago, which a change now cannot meet. */
  private Path written(byte[] bytes) throws IOException {
    Path path = folder.resolve("model");
    Files.write(path, bytes);
    Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000_000_000L));
    return path;
  }

  private static void truncate(Path path, long length) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  private static void readAll(ModelFile file) throws IOException {
    for (StoredTensor tensor : file.content().tensors()) {
      assertEquals(tensor.shape().size(), tensor.source().read().length);
    }
  }

  private static String sentence(IOException e, Path path) {
    String message = e.getMessage();
    assertTrue(message.startsWith(path + " "), message);
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatIsCutOffAfterItWasOpenedEndsInASentence(ElementType type) throws IOException {
    byte[] bytes = model(type, NUMBERS);
    var random = new Random(13);
    for (int round = 0; round < 60; round++) {
      Path path = written(bytes);
      int length = round == 0 ? 0 : random.nextInt(bytes.length / 2);
      try (ModelFile file = ModelFile.open(path)) {
        truncate(path, length);
        var read = assertThrows(FileChangedException.class, () -> readAll(file));
        assertTrue(sentence(read, path).contains("became shorter"), read.getMessage());
        var digest = assertThrows(FileChangedException.class, file::verifyIdentity);
        assertTrue(sentence(digest, path).contains("became shorter"), digest.getMessage());
        var whole = assertThrows(FileChangedException.class, file::requireUnchanged);
        assertTrue(sentence(whole, path).contains("was changed"), whole.getMessage());
      }
    }
  }

  /** Opening, checksum, digest and numbers, all while another thread cuts off and mends. */
  @ParameterizedTest
  @EnumSource
  void aFileThatIsCutOffWhileItIsReadEndsInASentence(ElementType type) throws Exception {
    byte[] bytes = model(type, NUMBERS);
    Path path = written(bytes);
    var done = new AtomicBoolean();
    int failures = 0;
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Future<Void> other = threads.submit(() -> cutAndMend(path, bytes, done));
      var readers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 2; i++) {
        readers.add(threads.submit(() -> failuresOf(path, 150)));
      }
      for (Future<Integer> reader : readers) {
        failures += reader.get();
      }
      done.set(true);
      other.get();
    }
    assertTrue(failures > 0, "the file was never caught while it changed");
  }

  private static Void cutAndMend(Path path, byte[] bytes, AtomicBoolean done) throws IOException {
    var random = new Random(29);
    while (!done.get()) {
      truncate(path, random.nextInt(bytes.length));
      Files.write(path, bytes, StandardOpenOption.WRITE);
    }
    return null;
  }

  private static int failuresOf(Path path, int rounds) {
    int failures = 0;
    for (int round = 0; round < rounds; round++) {
      try (ModelFile file = ModelFile.open(path)) {
        file.verifyIdentity();
        readAll(file);
        file.requireUnchanged();
      } catch (IOException e) {
        sentence(e, path);
        failures++;
      }
    }
    return failures;
  }

  @Test
  void aFileThatGrewOrWasWrittenToIsToldWhereItMatters() throws IOException {
    byte[] bytes = model(ElementType.F32, 100);
    Path path = written(bytes);
    try (ModelFile file = ModelFile.open(path)) {
      Files.write(path, new byte[] {1}, StandardOpenOption.APPEND);
      readAll(file);
      assertThrows(FileChangedException.class, file::requireUnchanged);
    }
    String longer =
        assertThrows(ModelFileException.class, () -> ModelFile.open(path).close()).getMessage();
    assertTrue(longer.contains("bytes of weights where its header announces"), longer);

    Path again = written(bytes);
    try (ModelFile file = ModelFile.open(again)) {
      byte[] other = bytes.clone();
      other[bytes.length - ModelWriter.TRAILER_LENGTH - 1] ^= 1;
      Files.write(again, other, StandardOpenOption.WRITE);
      readAll(file);
      assertThrows(FileChangedException.class, file::requireUnchanged);
    }
    String damaged =
        assertThrows(ModelFileException.class, () -> ModelFile.open(again).close()).getMessage();
    assertTrue(damaged.contains("its checksum does not match"), damaged);
  }

  /** What is open stays open, whatever its name comes to mean. */
  @Test
  void aFileThatWasReplacedOrRemovedIsStillTheOneThatWasOpened() throws IOException {
    byte[] bytes = model(ElementType.F32, NUMBERS);
    Path path = written(bytes);
    float[] expected;
    try (ModelFile file = ModelFile.open(path)) {
      expected = file.content().tensors().getLast().source().read();
    }
    Path other = folder.resolve("other");
    Files.write(other, model(ElementType.F32, NUMBERS + 1));
    try (ModelFile file = ModelFile.open(path)) {
      Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
      assertArrayEquals(expected, file.content().tensors().getLast().source().read());
      file.requireUnchanged();
      Files.delete(path);
      assertArrayEquals(expected, file.content().tensors().getLast().source().read());
      file.verifyIdentity();
      file.requireUnchanged();
    }
  }

  /** Nothing but the lengths is read of a file that goes on behind its end. */
  @Test
  void aFileLongerThanItsHeaderSaysIsRefusedUnread() throws IOException {
    Path path = written(model(ElementType.F32, 100));
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      // A hole of a tebibyte: to read it would take minutes.
      channel.write(java.nio.ByteBuffer.wrap(new byte[1]), 1L << 40);
    } catch (IOException e) {
      org.junit.jupiter.api.Assumptions.abort("no such large files here: " + e.getMessage());
    }
    String message =
        assertThrows(ModelFileException.class, () -> ModelFile.open(path).close()).getMessage();
    assertTrue(message.contains("bytes of weights where its header announces"), message);
  }

  @Test
  void anInterruptedThreadReadsOnAndSoDoOthers() throws Exception {
    Path path = written(model(ElementType.F32, NUMBERS));
    try (ModelFile file = ModelFile.open(path);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      float[] expected = file.content().tensors().getLast().source().read();
      var done = new AtomicBoolean();
      Callable<Integer> reader =
          () -> {
            int interrupts = 0;
            while (!done.get()) {
              assertArrayEquals(expected, file.content().tensors().getLast().source().read());
              interrupts += Thread.interrupted() ? 1 : 0;
            }
            return interrupts;
          };
      var victim = new Thread[1];
      Future<Integer> interrupted =
          threads.submit(
              () -> {
                victim[0] = Thread.currentThread();
                return reader.call();
              });
      Future<Integer> bystander = threads.submit(reader);
      for (int i = 0; i < 300; i++) {
        Thread.sleep(1);
        if (victim[0] != null) {
          victim[0].interrupt();
        }
      }
      done.set(true);
      assertTrue(interrupted.get() > 0, "the interrupt is still known after the read");
      assertEquals(0, bystander.get());
      file.verifyIdentity();
    }
  }

  @Test
  void aThreadThatIsInterruptedBeforeItOpensReadsAll() throws IOException {
    Path path = written(model(ElementType.F16, NUMBERS));
    Thread.currentThread().interrupt();
    try (ModelFile file = ModelFile.open(path)) {
      readAll(file);
      assertTrue(Thread.currentThread().isInterrupted());
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void aClosedFileIsNotOpenedAgain() throws IOException {
    Path path = written(model(ElementType.F32, 10));
    ModelFile file = ModelFile.open(path);
    file.close();
    assertThrows(IllegalStateException.class, () -> readAll(file));
  }

  /** Places beyond the range of an int, in a file with holes. */
  @Test
  void filesOfMoreThanTwoGibibytesAreReadAtTheirEnd() throws IOException {
    Path path = folder.resolve("large");
    long start = 3L << 30;
    float[] values = {1, 2, 3};
    var numbers = java.nio.ByteBuffer.allocate(12).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      numbers.putFloat(value);
    }
    try (var channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(numbers.flip(), start);
    }
    try (FileBytes bytes = FileBytes.open(path)) {
      assertEquals(start + 12, bytes.size());
      assertArrayEquals(values, NumberInput.read(bytes, start, ElementType.F32, 3));
      float[] around = NumberInput.read(bytes, start - 4L * NUMBERS, ElementType.F32, NUMBERS + 3);
      assertArrayEquals(values, Arrays.copyOfRange(around, NUMBERS, NUMBERS + 3));
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> NumberInput.read(bytes, start, ElementType.F32, 4));
    }
    Files.delete(path);
    assertFalse(Files.exists(path));
  }
}
