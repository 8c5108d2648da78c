package org.mekiki.transformer.train;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.mekiki.core.train.TrainingState;
import org.mekiki.transformer.file.InputFile;
import org.mekiki.transformer.file.WholeFile;

/**
 * A file from which a run goes on: the state of the run, and the settings that it was made with. It
 * is written whole or not at all, and read only if it is sound.
 */
public final class CheckpointFile {
  private static final long MAGIC = 0x4D4B4B434B505431L; // "MKKCKPT1"

  private CheckpointFile() {}

  /**
   * Writes a checkpoint in the place of an older one.
   *
   * @param path the file
   * @param settings all that the run depends on beside its state
   * @param state of the run
   * @throws IOException if reading or writing fails
   */
  public static void write(Path path, SequencedMap<String, String> settings, TrainingState state)
      throws IOException {
    WholeFile.write(
        path,
        stream -> {
          var sum = new CRC32();
          var out = new DataOutputStream(new CheckedOutputStream(stream, sum));
          out.writeLong(MAGIC);
          out.writeInt(settings.size());
          for (Map.Entry<String, String> setting : settings.entrySet()) {
            out.writeUTF(setting.getKey());
            out.writeUTF(setting.getValue());
          }
          state.writeTo(out);
          out.flush();
          out.writeLong(sum.getValue());
          out.flush();
          return null;
        });
  }

  /**
   * The settings of the run that a checkpoint is of.
   *
   * @param path the file
   * @return by name, in their order
   * @throws IOException if it is no checkpoint; whether it is sound, {@link #read} says
   */
  public static SequencedMap<String, String> settings(Path path) throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
      return settings(path, in);
    } catch (EOFException | UTFDataFormatException e) {
      throw damaged(path);
    }
  }

  private static SequencedMap<String, String> settings(Path path, DataInputStream in)
      throws IOException {
    if (in.readLong() != MAGIC) {
      throw new IOException(path + " is not a checkpoint of a training run");
    }
    var stored = new LinkedHashMap<String, String>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      stored.put(in.readUTF(), in.readUTF());
    }
    return stored;
  }

  /**
   * Reads a checkpoint into a state.
   *
   * @param path the file
   * @param settings of the run that is to go on
   * @param state of the run
   * @throws IOException if it is no sound checkpoint, or one of a run with other settings, which it
   *     names; the state is of no use then
   */
  public static void read(Path path, SequencedMap<String, String> settings, TrainingState state)
      throws IOException {
    InputFile.require(path);
    var sum = new CRC32();
    try (var in =
        new DataInputStream(
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(path), 1 << 16), sum))) {
      requireSame(path, settings(path, in), settings);
      state.readFrom(in);
      long expected = sum.getValue();
      if (in.readLong() != expected) {
        throw damaged(path);
      }
    } catch (EOFException | UTFDataFormatException e) {
      throw damaged(path);
    }
  }

  private static IOException damaged(Path path) {
    return new IOException(
        "the checkpoint " + path + " is damaged; start the run again without --resume");
  }

  private static void requireSame(
      Path path, Map<String, String> stored, SequencedMap<String, String> settings)
      throws IOException {
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String before = stored.get(setting.getKey());
      if (!setting.getValue().equals(before)) {
        throw new IOException(
            "the checkpoint %s is from another run: %s was %s there and is %s here"
                .formatted(path, setting.getKey(), before, setting.getValue()));
      }
    }
  }
}
