package com.example.halfway;

import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.MethodProvider;
import org.mekiki.sig.attribution.MethodSettings;

/** Offers {@link HalfWay}. */
public final class HalfWayProvider implements MethodProvider {
  /** For the service loader. */
  public HalfWayProvider() {}

  @Override
  public String name() {
    return HalfWay.NAME;
  }

  @Override
  public AttributionMethod method(MethodSettings settings) {
    return new HalfWay();
  }
}
