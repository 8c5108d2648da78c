import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Makes the README's pictures and the gallery again: what {@code ./mekiki} prints, and the pages
 * that it writes as Chromium shows them.
 */
final class MakePictures {
  private static final String TEXT = "a warm, funny film with a dull ending";
  private static final Map<String, String> SCHEMES = Map.of("dark", "0", "light", "1");
  private static final int COLOURS = 256;
  private static final List<String> FILMS =
      List.of(
          "an unpretentious , warm and very funny film",
          "the cast is good , but the story is not",
          "far too long and never funny",
          "it is not good , not bad",
          "a dull , lifeless and predictable plot",
          "she is wonderful in a lovely story",
          "he is wooden , and the jokes are stale",
          "a touching and honest portrait of his family");

  private final Path root;
  private final String browser;
  private final Path pictures;
  private final Path folder;

  private MakePictures(Path root, String browser) throws IOException {
    this.root = root;
    this.browser = browser;
    pictures = Files.createDirectories(root.resolve("docs/pictures"));
    folder = Files.createTempDirectory("pictures");
  }

  /** Arguments: the root of the checkout; the name of the browser, {@code chromium} without one. */
  public static void main(String[] args) throws IOException, InterruptedException {
    var maker =
        new MakePictures(
            Path.of(args[0]).toAbsolutePath().normalize(), args.length > 1 ? args[1] : "chromium");
    maker.readme();
    maker.gallery();
  }

  private void readme() throws IOException, InterruptedException {
    Path page = folder.resolve("why.html");
    mekiki("explain", "--format", "html", "--output", page.toString(), TEXT);
    for (Map.Entry<String, String> scheme : SCHEMES.entrySet()) {
      picture(page, "page-" + scheme.getKey(), scheme.getValue(), "820,1180");
    }
  }

  private void gallery() throws IOException, InterruptedException {
    Path texts = Files.write(folder.resolve("films.txt"), FILMS);
    Path many = folder.resolve("many.html");
    mekiki("explain", "--format", "html", "--output", many.toString(), "--input", texts.toString());
    picture(many, "gallery-many", "1", "900,1100");
    Path data = Files.writeString(folder.resolve("films.csv"), table());
    String output = folder.resolve("audit").toString();
    mekiki(
        "audit",
        "--data",
        data.toString(),
        "--counterfactual",
        "2",
        "--min-count",
        "3",
        "--output",
        output);
    picture(Path.of(output, "audit.html"), "gallery-audit", "1", "1280,1500");
    var page = new StringBuilder();
    page.append(
        """
        # Gallery

        What mekiki prints and draws, with the embedded model. This page and its pictures are made by `java build-tools/MakePictures.java .`; everything on it is real output.

        ## What decided?

        """);
    shown(page, "explain", "the cast is good, but the story is not");
    page.append("\nA text in which no single word decides:\n\n");
    shown(page, "explain", "far too long and never funny");
    page.append("\n## What would change it?\n\n");
    shown(page, "counterfactual", "it is not good , not bad");
    page.append("\n## Both ends of a word's effect\n\n");
    shown(
        page,
        "explain",
        "--method",
        "sig-both-exact",
        "--interactions-top",
        "0",
        "the cast is good, but the story is not");
    page.append("\n## Methods side by side\n\n");
    shown(
        page,
        "explain",
        "--method",
        "sig,ig,linear",
        "--interactions-top",
        "0",
        "the cast is good, but the story is not");
    page.append(
        """

        ## A page of many texts

        `./mekiki explain --format html --input films.txt --output films.html`: the texts as a table with filters, each explanation folded below.

        <img alt="A page: a table of eight texts with decision, certainty and leading words, then the first text with its finding in words" src="pictures/gallery-many.png" width="720">

        ## An audit

        `./mekiki audit --data films.csv --counterfactual 2`: the findings in sentences first, drawings and tables behind them. The data are made up, so the figures say nothing about anything.

        <img alt="The page of an audit: findings in sentences, then drawings of the words that drive each class" src="pictures/gallery-audit.png" width="860">
        """);
    Files.writeString(root.resolve("docs/gallery.md"), page);
  }

  /** Made-up reviews: each film's sentence with each of some beginnings. */
  private static String table() {
    var rows = new StringBuilder("text,label\n");
    for (String beginning : List.of("", "honestly , ", "in the end : ", "my friend says ")) {
      for (int i = 0; i < FILMS.size(); i++) {
        boolean positive = i == 0 || i == 5 || i == 7;
        rows.append('"').append(beginning).append(FILMS.get(i)).append("\",");
        rows.append(positive ? 1 : 0).append('\n');
      }
    }
    return rows.toString();
  }

  /** A command and what it prints, as a document shows them. */
  private void shown(StringBuilder page, String... arguments)
      throws IOException, InterruptedException {
    var line = new StringBuilder("$ ./mekiki");
    for (String argument : arguments) {
      line.append(argument.contains(" ") ? " \"" + argument + "\"" : " " + argument);
    }
    page.append("```\n").append(line).append('\n').append(mekiki(arguments).strip());
    page.append("\n```\n");
  }

  private String mekiki(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(root.resolve("mekiki").toString()));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  private void picture(Path page, String name, String scheme, String size)
      throws IOException, InterruptedException {
    Path shot = folder.resolve(name + ".png");
    run(
        browser,
        "--headless=new",
        "--no-sandbox",
        "--hide-scrollbars",
        "--user-data-dir=" + folder.resolve("profile"),
        "--blink-settings=preferredColorScheme=" + scheme,
        "--window-size=" + size,
        "--screenshot=" + shot,
        page.toUri().toString());
    Path picture = pictures.resolve(name + ".png");
    ImageIO.write(indexed(ImageIO.read(shot.toFile())), "png", picture.toFile());
    System.out.println(picture + ": " + Files.size(picture) + " bytes");
  }

  /** What a command prints. */
  private static String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(command[0] + " ended with " + status);
    }
    return printed;
  }

  /** The picture in its most frequent colours: a byte a pixel, a third of the file. */
  private static BufferedImage indexed(BufferedImage picture) {
    var counts = new HashMap<Integer, Integer>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        counts.merge(picture.getRGB(x, y) & 0xFFFFFF, 1, Integer::sum);
      }
    }
    List<Integer> palette =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(COLOURS)
            .map(Map.Entry::getKey)
            .toList();
    int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
    var model = new IndexColorModel(8, colours.length, colours, 0, false, -1, 0);
    var result =
        new BufferedImage(
            picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
    var nearest = new HashMap<Integer, Integer>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int rgb = picture.getRGB(x, y) & 0xFFFFFF;
        int index = nearest.computeIfAbsent(rgb, colour -> nearest(colour, colours));
        result.getRaster().setSample(x, y, 0, index);
      }
    }
    return result;
  }

  private static int nearest(int colour, int[] colours) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < colours.length; i++) {
      int red = (colour >> 16 & 255) - (colours[i] >> 16 & 255);
      int green = (colour >> 8 & 255) - (colours[i] >> 8 & 255);
      int blue = (colour & 255) - (colours[i] & 255);
      int distance = red * red + green * green + blue * blue;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
