package org.mekiki.sig.method;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.mekiki.sig.attribution.AttributionMethod;

/** All methods by name. */
public final class Methods {
  private static final Map<String, Function<MethodSettings, AttributionMethod>> ALL = all();

  private Methods() {}

  private static Map<String, Function<MethodSettings, AttributionMethod>> all() {
    var all = new LinkedHashMap<String, Function<MethodSettings, AttributionMethod>>();
    for (Function<MethodSettings, AttributionMethod> maker : makers()) {
      all.put(maker.apply(MethodSettings.DEFAULT).name(), maker);
    }
    return all;
  }

  private static List<Function<MethodSettings, AttributionMethod>> makers() {
    return List.of(
        _ -> new SequentialPaths(),
        _ -> new ExactScores(),
        _ -> new JointPath(),
        _ -> new InputGradient(InputGradient.Kind.SUM),
        _ -> new InputGradient(InputGradient.Kind.NORM),
        _ -> new InputGradient(InputGradient.Kind.TIMES_INPUT),
        _ -> new InputGradient(InputGradient.Kind.TIMES_DIFFERENCE),
        Methods::smoothGrad,
        Methods::gradientShap,
        _ -> new DeepLift(),
        settings -> discretized(DiscretizedIntegratedGradients.Strategy.GREEDY, settings),
        settings -> discretized(DiscretizedIntegratedGradients.Strategy.MAX_COUNT, settings),
        _ -> ExactScores.occlusion(),
        _ -> new Deletion(),
        settings -> new Lime(settings.samples().orElse(Lime.DEFAULT.samples()), settings.seed()),
        settings ->
            new KernelShap(
                settings.samples().orElse(KernelShap.DEFAULT.samples()), settings.seed()),
        settings -> new RandomScores(settings.seed()));
  }

  private static AttributionMethod smoothGrad(MethodSettings settings) {
    return new SmoothGrad(
        settings.samples().orElse(SmoothGrad.DEFAULT.samples()),
        settings.noise().orElse(SmoothGrad.DEFAULT.noise()),
        settings.seed());
  }

  private static AttributionMethod gradientShap(MethodSettings settings) {
    return new GradientShap(
        settings.samples().orElse(GradientShap.DEFAULT.samples()),
        settings.noise().orElse(GradientShap.DEFAULT.noise()),
        settings.seed());
  }

  private static AttributionMethod discretized(
      DiscretizedIntegratedGradients.Strategy strategy, MethodSettings settings) {
    return new DiscretizedIntegratedGradients(
        strategy,
        settings.steps().orElse(DiscretizedIntegratedGradients.STEPS),
        settings.neighbours().orElse(DiscretizedIntegratedGradients.NEIGHBOURS));
  }

  /** {@return the names, in the order to show them} */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * Makes a method as it comes, with {@link MethodSettings#DEFAULT}.
   *
   * @param name one of {@link #names}
   * @return the method
   * @throws IllegalArgumentException if there is none of this name
   */
  public static AttributionMethod of(String name) {
    return of(name, MethodSettings.DEFAULT);
  }

  /**
   * Makes a method.
   *
   * @param name one of {@link #names}
   * @param settings of which it takes those that it has
   * @return the method
   * @throws IllegalArgumentException if there is none of this name, or a setting is none for it
   */
  public static AttributionMethod of(String name, MethodSettings settings) {
    Function<MethodSettings, AttributionMethod> maker = ALL.get(name);
    if (maker == null) {
      throw new IllegalArgumentException(
          "there is no method \"%s\"; the methods are %s"
              .formatted(name, String.join(", ", names())));
    }
    return maker.apply(settings);
  }
}
