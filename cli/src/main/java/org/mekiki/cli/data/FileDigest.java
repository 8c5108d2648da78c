package org.mekiki.cli.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.mekiki.transformer.file.InputFile;

/** Tells files apart by what they hold. */
public final class FileDigest {
  private FileDigest() {}

  /** The SHA-256 of a file's bytes, in lower-case hexadecimal digits. */
  public static String sha256(Path file) throws IOException {
    InputFile.require(file);
    try (var digest =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java machine has SHA-256", e);
    }
  }
}
