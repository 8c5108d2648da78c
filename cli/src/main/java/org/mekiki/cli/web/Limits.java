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
 * @param connections that are open at most
 * @param patience for a request to come as a whole from its first byte on, and for an answer to be
 *     taken; larger ones have more
 * @param idle for the next request on a connection
 */
public record Limits(
    int bodyBytes,
    int running,
    int waiting,
    Duration deadline,
    Duration grace,
    int connections,
    Duration patience,
    Duration idle) {}
