package org.mekiki.transformer.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/**
 * By what it is noticed that a file was changed.
 *
 * @param key which file it is, whatever its name; null where the system has no such thing
 * @param size in bytes
 * @param modified when it was last written to
 */
record FileStamp(Object key, long size, FileTime modified) {
  /** The stamp of the file that is now at a place. */
  static FileStamp of(Path path) throws IOException {
    var attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new FileStamp(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
  }

  /** Whether both are stamps of one file, at different times perhaps. */
  boolean isSameFile(FileStamp other) {
    return Objects.equals(key, other.key);
  }
}
