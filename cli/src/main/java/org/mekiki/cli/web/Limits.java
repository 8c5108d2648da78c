package org.mekiki.cli.web;

import java.time.Duration;

/**
 * How much the server takes on.
 *
 * @param bodyBytes of a request at most
 * @param running computations at a time
 * @param waiting computations that wait for their turn at most
 * @param deadline from a request's arrival to its answer
 * @param grace for requests in flight when the server is stopped
 */
public record Limits(int bodyBytes, int running, int waiting, Duration deadline, Duration grace) {}
