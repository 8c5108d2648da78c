package org.mekiki.cli.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.mekiki.cli.web.Connection.State;

/**
 * The connections that are open, so many at most. Where one more comes, the oldest of those that
 * have not sent a whole request gives way, so that clients who say nothing keep nobody out.
 */
final class Connections {
  private final java.util.Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final int most;

  Connections(int most) {
    this.most = most;
  }

  /** Takes a connection in; false where all that are open are being answered. */
  boolean admit(Connection connection) {
    if (open.size() >= most && !makeRoom()) {
      return false;
    }
    open.add(connection);
    return true;
  }

  private boolean makeRoom() {
    for (State state : List.of(State.IDLE, State.READING)) {
      var oldest = in(state).stream().min(Comparator.comparingLong(each -> each.since()));
      if (oldest.isPresent()) {
        open.remove(oldest.get());
        oldest.get().close();
        return true;
      }
    }
    return false;
  }

  void remove(Connection connection) {
    open.remove(connection);
  }

  List<Connection> all() {
    return new ArrayList<>(open);
  }

  List<Connection> in(State state) {
    return open.stream().filter(each -> each.state() == state).toList();
  }

  /** Requests that have come, at least in part, and are not answered to the last byte. */
  int inFlight() {
    return in(State.READING).size() + in(State.ANSWERING).size();
  }
}
