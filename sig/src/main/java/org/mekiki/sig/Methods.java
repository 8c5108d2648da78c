package org.mekiki.sig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.mekiki.core.autodiff.BackwardRules;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.MethodProvider;
import org.mekiki.sig.attribution.MethodSettings;
import org.mekiki.sig.method.DeepLift;
import org.mekiki.sig.method.Deletion;
import org.mekiki.sig.method.DiscretizedIntegratedGradients;
import org.mekiki.sig.method.ExactScores;
import org.mekiki.sig.method.GradientShap;
import org.mekiki.sig.method.InputGradient;
import org.mekiki.sig.method.KernelShap;
import org.mekiki.sig.method.Lime;
import org.mekiki.sig.method.OnePass;
import org.mekiki.sig.method.RandomScores;
import org.mekiki.sig.method.Shapley;
import org.mekiki.sig.method.SmoothGrad;

/** All methods by name: the built-in ones, then those of {@link MethodProvider}s. */
public final class Methods {
  private static final Map<String, Function<MethodSettings, AttributionMethod>> BUILT_IN =
      builtIn();

  /** Those of other jars, looked for when a name is not built in or all are listed. */
  private static final class Provided {
    static final Map<String, Function<MethodSettings, AttributionMethod>> ALL = provided();
  }

  private Methods() {}

  private static Map<String, Function<MethodSettings, AttributionMethod>> builtIn() {
    var all = new LinkedHashMap<String, Function<MethodSettings, AttributionMethod>>();
    for (Function<MethodSettings, AttributionMethod> maker : makers()) {
      all.put(maker.apply(MethodSettings.DEFAULT).name(), maker);
    }
    return all;
  }

  private static Map<String, Function<MethodSettings, AttributionMethod>> provided() {
    var all = new LinkedHashMap<String, Function<MethodSettings, AttributionMethod>>();
    for (MethodProvider provider : ServiceLoader.load(MethodProvider.class)) {
      String name = provider.name();
      if (BUILT_IN.containsKey(name) || all.put(name, provider::method) != null) {
        throw new IllegalArgumentException(
            "%s offers a method \"%s\", but there is already one of this name"
                .formatted(provider.getClass().getName(), name));
      }
    }
    return all;
  }

  private static List<Function<MethodSettings, AttributionMethod>> makers() {
    return List.of(
        _ -> new SequentialIntegratedGradients(),
        _ -> new ExactScores(),
        _ -> SequentialIntegratedGradients.ofBothEnds(),
        _ -> ExactScores.ofBothEnds(),
        _ -> new IntegratedGradients(),
        _ -> new InputGradient(InputGradient.Kind.SUM),
        _ -> new InputGradient(InputGradient.Kind.NORM),
        _ -> new InputGradient(InputGradient.Kind.TIMES_INPUT),
        _ -> new InputGradient(InputGradient.Kind.TIMES_DIFFERENCE),
        Methods::smoothGrad,
        Methods::gradientShap,
        _ -> new DeepLift(),
        _ -> new OnePass(BackwardRules.LINEAR),
        _ -> new OnePass(BackwardRules.CP_LRP),
        _ -> new OnePass(BackwardRules.ATTN_LRP),
        _ -> new OnePass(BackwardRules.GIM),
        settings -> discretized(DiscretizedIntegratedGradients.Strategy.GREEDY, settings),
        settings -> discretized(DiscretizedIntegratedGradients.Strategy.MAX_COUNT, settings),
        _ -> ExactScores.occlusion(),
        _ -> new Deletion(),
        settings -> new Lime(settings.samples().orElse(Lime.DEFAULT.samples()), settings.seed()),
        settings ->
            new KernelShap(
                settings.samples().orElse(KernelShap.DEFAULT.samples()), settings.seed()),
        Methods::shapley,
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

  private static AttributionMethod shapley(MethodSettings settings) {
    return new Shapley(
        settings.samples().orElse(Shapley.DEFAULT.samples()),
        settings.tolerance().orElse(Shapley.DEFAULT.tolerance()),
        settings.seed());
  }

  private static AttributionMethod discretized(
      DiscretizedIntegratedGradients.Strategy strategy, MethodSettings settings) {
    return new DiscretizedIntegratedGradients(
        strategy,
        settings.steps().orElse(DiscretizedIntegratedGradients.STEPS),
        settings.neighbours().orElse(DiscretizedIntegratedGradients.NEIGHBOURS));
  }

  /** {@return the names of all methods, in the order to show them} */
  public static List<String> names() {
    var all = new ArrayList<>(BUILT_IN.keySet());
    all.addAll(Provided.ALL.keySet());
    return List.copyOf(all);
  }

  /** {@return the names of those that come from other jars} */
  public static List<String> providedNames() {
    return List.copyOf(Provided.ALL.keySet());
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
    Function<MethodSettings, AttributionMethod> maker = BUILT_IN.get(name);
    if (maker == null) {
      maker = Provided.ALL.get(name);
    }
    if (maker == null) {
      throw new IllegalArgumentException(
          "there is no method \"%s\"; the methods are %s"
              .formatted(name, String.join(", ", names())));
    }
    return maker.apply(settings);
  }
}
