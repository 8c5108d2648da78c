package org.mekiki.weights.converter;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.weights.converter.safetensors.Dtype;
import org.mekiki.weights.converter.safetensors.SafetensorsFile;
import org.mekiki.weights.converter.safetensors.TensorEntry;
import org.mekiki.weights.converter.torch.TorchFile;
import org.mekiki.weights.converter.torch.TorchTensor;

/** A file of tensors, of any format, whose numbers are read when they are asked for. */
interface WeightFile extends AutoCloseable {
  /** What it holds, in its order. */
  List<? extends WeightTensor> tensors();

  /**
   * Checks that all that was read belongs together.
   *
   * @throws IOException if the file was written to since it was opened
   */
  void requireUnchanged() throws IOException;

  @Override
  void close();

  /** A tensor in a file. */
  interface WeightTensor {
    /** Its name there. */
    String name();

    /** Number format. */
    Dtype dtype();

    /** Dimensions. */
    List<BigInteger> shape();

    /** Its first {@code count} numbers, stored as {@code type}, in row-major order. */
    float[] read(ElementType type, int count) throws IOException;

    /** All numbers in row-major order, in parts of whole numbers, little-endian. */
    void forEachPart(StoredBytes.PartReader reader) throws IOException;
  }

  /** Opens a file: PyTorch's if the name ends so, else a safetensors file. */
  static WeightFile open(Path path) throws IOException {
    return path.toString().endsWith(".bin")
        ? new OfTorch(TorchFile.open(path))
        : new OfSafetensors(SafetensorsFile.open(path));
  }

  /** A safetensors file. */
  record OfSafetensors(SafetensorsFile file) implements WeightFile {
    @Override
    public List<SafetensorsTensor> tensors() {
      return file.tensors().stream().map(entry -> new SafetensorsTensor(file, entry)).toList();
    }

    @Override
    public void requireUnchanged() throws IOException {
      file.requireUnchanged();
    }

    @Override
    public void close() {
      file.close();
    }

    /** A tensor of one. */
    record SafetensorsTensor(SafetensorsFile file, TensorEntry entry) implements WeightTensor {
      @Override
      public String name() {
        return entry.name();
      }

      @Override
      public Dtype dtype() {
        return entry.dtype();
      }

      @Override
      public List<BigInteger> shape() {
        return entry.shape();
      }

      @Override
      public float[] read(ElementType type, int count) throws IOException {
        return file.read(entry, type, count);
      }

      @Override
      public void forEachPart(StoredBytes.PartReader reader) throws IOException {
        file.forEachPart(entry, reader);
      }
    }
  }

  /** A file of PyTorch. */
  record OfTorch(TorchFile file) implements WeightFile {
    @Override
    public List<StridedTensor> tensors() {
      return file.tensors().stream().map(entry -> new StridedTensor(file, entry)).toList();
    }

    @Override
    public void requireUnchanged() throws IOException {
      file.requireUnchanged();
    }

    @Override
    public void close() {
      file.close();
    }

    /** A tensor of one. */
    record StridedTensor(TorchFile file, TorchTensor entry) implements WeightTensor {
      @Override
      public String name() {
        return entry.name();
      }

      @Override
      public Dtype dtype() {
        return entry.dtype();
      }

      @Override
      public List<BigInteger> shape() {
        return entry.shape();
      }

      @Override
      public float[] read(ElementType type, int count) throws IOException {
        return file.read(entry, type, count);
      }

      @Override
      public void forEachPart(StoredBytes.PartReader reader) throws IOException {
        file.forEachPart(entry, reader);
      }
    }
  }
}
