import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Makes the README's pictures again: the page that {@code ./mekiki explain --format html} writes,
 * as Chromium shows it in light and in dark.
 */
final class MakePictures {
  private static final String TEXT = "a warm, funny film with a dull ending";
  private static final Map<String, String> SCHEMES = Map.of("dark", "0", "light", "1");
  private static final int COLOURS = 256;

  private MakePictures() {}

  /** Arguments: the root of the checkout; the name of the browser, {@code chromium} without one. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path root = Path.of(args[0]).toAbsolutePath().normalize();
    String browser = args.length > 1 ? args[1] : "chromium";
    Path pictures = Files.createDirectories(root.resolve("docs/pictures"));
    Path folder = Files.createTempDirectory("pictures");
    Path page = folder.resolve("why.html");
    run(
        root.resolve("mekiki").toString(),
        "explain",
        "--format",
        "html",
        "--output",
        page.toString(),
        TEXT);
    for (Map.Entry<String, String> scheme : SCHEMES.entrySet()) {
      Path shot = folder.resolve(scheme.getKey() + ".png");
      run(
          browser,
          "--headless=new",
          "--no-sandbox",
          "--hide-scrollbars",
          "--user-data-dir=" + folder.resolve("profile"),
          "--blink-settings=preferredColorScheme=" + scheme.getValue(),
          "--window-size=820,866",
          "--screenshot=" + shot,
          page.toUri().toString());
      Path picture = pictures.resolve("page-" + scheme.getKey() + ".png");
      ImageIO.write(indexed(ImageIO.read(shot.toFile())), "png", picture.toFile());
      System.out.println(picture + ": " + Files.size(picture) + " bytes");
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(command[0] + " ended with " + status);
    }
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
