package org.mekiki.weights.converter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mekiki.transformer.file.ForeignContent;
import org.mekiki.transformer.file.InputFile;
import org.mekiki.weights.converter.file.JsonFile;

/** Recognises what is given in the place of a model's directory, and says what is wanted. */
public final class NoModel {
  private static final String CONFIG = "config.json";

  /** How the hub's cache calls what it keeps of a repository: its name, with -- for the slash. */
  private static final Pattern CACHED = Pattern.compile("(models|datasets|spaces)--(.+)");

  private static final Pattern HUB_NAME =
      Pattern.compile("[A-Za-z0-9][\\w.-]{0,95}/[A-Za-z0-9][\\w.-]{0,95}");

  /** Bytes at a file's beginning that tell a pointer or a page. */
  private static final int HEAD = 512;

  private static final int MOST_NAMED = 3;

  private NoModel() {}

  /**
   * Says what a place is.
   *
   * @param place what a user gave
   * @return one sentence, with what to give instead; empty where the place may be a model's
   *     directory, or a file that its content tells
   * @throws IOException if it cannot be read
   */
  public static Optional<String> at(Path place) throws IOException {
    if (Files.notExists(place)) {
      return Optional.of("%s does not exist%s".formatted(place, onTheHub(place)));
    }
    return Files.isDirectory(place) ? directory(place) : file(place);
  }

  private static String onTheHub(Path place) {
    String name = place.toString().replace('\\', '/');
    return HUB_NAME.matcher(name).matches()
        ? "; if it is a name on the Hugging Face hub: nothing is downloaded here, do so with \"hf download %s --local-dir DIR\" and give DIR"
            .formatted(name)
        : "";
  }

  private static Optional<String> directory(Path directory) throws IOException {
    if (Files.exists(directory.resolve(CONFIG))
        || Files.exists(directory.resolve(EntityCheckpoint.CONFIG))
        || Files.exists(directory.resolve("modules.json"))) {
      return Optional.empty();
    }
    Matcher cached = CACHED.matcher(directory.toRealPath().getFileName() + "");
    if (cached.matches() && Files.isDirectory(directory.resolve("snapshots"))) {
      return Optional.of(cached(directory, cached));
    }
    if (Files.exists(directory.resolve(LoraConfig.FILE))) {
      return Optional.of(adapter(directory));
    }
    List<Path> folders = folders(directory);
    List<Path> caches =
        folders.stream().filter(folder -> CACHED.matcher(name(folder)).matches()).toList();
    if (!caches.isEmpty()) {
      return Optional.of(
          "%s is the hub's cache of several repositories (%s); give a folder in snapshots of one of these"
              .formatted(directory, named(caches)));
    }
    List<Path> models =
        folders.stream().filter(folder -> Files.exists(folder.resolve(CONFIG))).toList();
    return models.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s has no %s, but %s in it %s; give %s"
                .formatted(
                    directory,
                    CONFIG,
                    named(models),
                    models.size() == 1 ? "has" : "have",
                    models.size() == 1 ? models.getFirst() : "one of these"));
  }

  private static String cached(Path directory, Matcher name) throws IOException {
    String repository = name.group(2).replace("--", "/");
    if (!name.group(1).equals("models")) {
      return "%s is the hub's cache of %s, which is not a model".formatted(directory, repository);
    }
    Path snapshots = directory.resolve("snapshots");
    List<Path> all = folders(snapshots);
    if (all.isEmpty()) {
      return "%s is the hub's cache of %s, and nothing was downloaded there; download it again"
          .formatted(directory, repository);
    }
    Path main = directory.resolve("refs").resolve("main");
    Path named = Files.isRegularFile(main) ? snapshots.resolve(revision(main)) : all.getLast();
    return "%s is the hub's cache of %s; the model's directory is in it: give %s"
        .formatted(directory, repository, all.contains(named) ? named : all.getLast());
  }

  /** The revision that a reference names, if it is one: it must not lead elsewhere. */
  private static String revision(Path reference) throws IOException {
    try (InputStream in = Files.newInputStream(reference)) {
      String text = new String(in.readNBytes(HEAD), java.nio.charset.StandardCharsets.US_ASCII);
      return text.strip().matches("[0-9a-f]{1,64}") ? text.strip() : "";
    }
  }

  private static String adapter(Path directory) throws IOException {
    Optional<String> base = LoraConfig.base(JsonFile.read(directory.resolve(LoraConfig.FILE)));
    return "%s is a PEFT adapter, which has no model of its own: give its base%s in its place, and the adapter with --adapter"
        .formatted(directory, base.map(" (\"%s\")"::formatted).orElse(""));
  }

  private static Optional<String> file(Path file) throws IOException {
    InputFile.require(file);
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD);
    }
    Optional<String> standIn = ForeignContent.standIn(head);
    if (standIn.isPresent()) {
      return Optional.of("%s is %s".formatted(file, standIn.get()));
    }
    String beginning = new String(head, java.nio.charset.StandardCharsets.ISO_8859_1);
    if (beginning.startsWith("MEKIKI")) {
      return Optional.empty();
    }
    Path parent = file.toAbsolutePath().normalize().getParent();
    if (parent != null
        && (Files.exists(parent.resolve(CONFIG))
            || Files.exists(parent.resolve(EntityCheckpoint.CONFIG)))
        && name(file).matches("(?i).*\\.(bin|pt|pth|safetensors|json|txt|model)")) {
      return Optional.of(
          "%s is one file of a model; give the directory that it is in: %s"
              .formatted(file, file.getParent() == null ? "." : file.getParent()));
    }
    return name(file).matches("(?i).*\\.(h5|keras|msgpack|gguf|tflite)")
        ? OtherWeights.remedy(file).map(words -> "%s is not a model: %s".formatted(file, words))
        : Optional.empty();
  }

  private static String name(Path path) {
    return path.getFileName() == null ? "" : path.getFileName().toString();
  }

  private static List<Path> folders(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static String named(List<Path> paths) {
    String shown = String.join(", ", paths.stream().limit(MOST_NAMED).map(NoModel::name).toList());
    return paths.size() > MOST_NAMED ? shown + ", ..." : shown;
  }
}
